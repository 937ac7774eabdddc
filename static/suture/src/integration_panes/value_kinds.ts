import { _t } from "../l10n/translation.ts";
import type { Kind } from "./pane_types.ts";

/**
 * The expected form of each kind of value, and the message for a value that does not have this form. The sidecar validates the
 * document again.
 */
const forms: Record<Exclude<Kind, "text" | "choice" | "boolean">, { form: RegExp; says: () => string }> = {
  date: { form: /^\d{4}-\d{2}-\d{2}$/, says: () => _t("A date, such as 2026-11-27") },
  instant: {
    form: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/,
    says: () => _t("A date and time, such as 2026-11-27T09:30:00Z"),
  },
  decimal: { form: /^-?\d{1,18}(\.\d{1,10})?$/, says: () => _t("A number, such as 12.50") },
  unit: { form: /^[A-Z0-9]{1,3}$/, says: () => _t("A UN/ECE unit code, such as C62 or BX") },
  currency: { form: /^[A-Z]{3}$/, says: () => _t("A currency, such as USD") },
};

/**
 * Returns why a value is not valid, or an empty text if it is valid. An empty value is valid, because it is removed from the
 * document.
 */
export function faultOf(kind: Kind, value: string | boolean): string {
  if (typeof value === "boolean" || value.trim() === "") return "";
  if (kind === "text" || kind === "choice" || kind === "boolean") return "";
  const { form, says } = forms[kind];
  return form.test(value.trim()) ? "" : says();
}

/** Returns the type of HTML input for a kind of value. */
export function inputType(kind: Kind): string {
  return kind === "date" ? "date" : "text";
}
