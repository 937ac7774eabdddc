import { appTranslateFn, type Substitution } from "@web/core/l10n/translation";

/**
 * Returns the text in the user's language, with the placeholders (`%s`) filled in.
 *
 * Odoo finds translatable texts by the function name `_t`, and inserts the module's name when it transpiles a file. That does not
 * work here, because the bundler renames imports first. Therefore, this function passes the module's name itself.
 */
export function _t(source: string, ...substitutions: Substitution[]): string {
  return appTranslateFn(source, "suture", ...substitutions);
}
