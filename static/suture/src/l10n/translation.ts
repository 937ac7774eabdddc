import { appTranslateFn, type Substitution } from "@web/core/l10n/translation";

/**
 * Returns the text in the user's language, with the placeholders (`%s`) filled in.
 *
 * Odoo finds texts by the name `_t` and inserts the module's name when it transpiles the file. The bundler renames imports before
 * that, so the module's name is passed here.
 */
export function _t(source: string, ...substitutions: Substitution[]): string {
  return appTranslateFn(source, "suture", ...substitutions);
}
