import { appTranslateFn, type Substitution } from "@web/core/l10n/translation";

/** Returns the text in the user's language, like `_t` of the core module (see `static/suture/src/l10n/translation.ts`). */
export function _t(source: string, ...substitutions: Substitution[]): string {
  return appTranslateFn(source, "suture_purchase", ...substitutions);
}
