import { appTranslateFn, type Substitution } from "@web/core/l10n/translation";

/**
 * The text in the user's language, placeholders (`%s`) filled in.
 *
 * Odoo finds terms by the name `_t` and swaps in the module's name while it transpiles; the bundler renames imports
 * before that, so the module's name is given here.
 */
export function _t(source: string, ...substitutions: Substitution[]): string {
  return appTranslateFn(source, "suture", ...substitutions);
}
