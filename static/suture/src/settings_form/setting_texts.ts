import { localization } from "@web/core/l10n/localization";
import { formatFloat } from "@web/views/fields/formatters";
import { parseFloat as parseNumber } from "@web/views/fields/parsers";
import { _t } from "../l10n/translation.ts";
import type { Choice, Setting } from "./setting_types.ts";

const MOST_DECIMALS = 10;

/**
 * Returns the number of decimal places that a number needs. More decimal places would show rounding errors of binary fractions.
 */
function decimalsOf(value: number): number {
  const text = String(value);
  if (text.includes("e-")) return MOST_DECIMALS;
  return Math.min(text.split(".")[1]?.replace(/e.*$/, "").length ?? 0, MOST_DECIMALS);
}

/**
 * Returns a value as the text of an input. Numbers are in the user's notation, and the entries of a list are separated by commas.
 */
export function inputText(setting: Setting, value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map((item) => labelOf(setting.choices, item)).join(", ");
  if (typeof value === "number") return numberText(value);
  return String(value);
}

/**
 * Returns a value as readable text. Choices are shown by their labels, booleans as "Yes" or "No", and an empty value as "None".
 */
export function shownText(setting: Setting, value: unknown): string {
  if (value === null || value === undefined || value === "") return _t("None");
  if (typeof value === "boolean") return value ? _t("Yes") : _t("No");
  if (Array.isArray(value)) return inputText(setting, value) || _t("None");
  if (typeof value === "object") return pairsText(setting, value as Record<string, string>) || _t("None");
  return typeof value === "number" ? numberText(value) : labelOf(setting.choices, value);
}

/**
 * Parses the text of an input to a number, a list or a text, depending on the type of the setting. Returns null for an empty
 * text, because the default then applies; an empty list stays a list. Text that is not a number is returned unchanged and then
 * fails validation.
 */
export function parsed(setting: Setting, text: string): unknown {
  const trimmed = text.trim();
  if (setting.type === "list") return entries(trimmed);
  if (trimmed === "") return null;
  if (setting.type !== "integer" && setting.type !== "decimal") return trimmed;
  if (isMisgrouped(trimmed)) return trimmed;
  try {
    return parseNumber(trimmed);
  } catch {
    return trimmed;
  }
}

/**
 * Reports whether the text has a thousands separator in a place where none belongs, such as "2.5" in German. Odoo ignores
 * separators wherever they are, so that it reads 25. The last group has three digits; groups before it have two in some languages.
 */
function isMisgrouped(text: string): boolean {
  const { thousandsSep: separator, decimalPoint } = localization;
  if (separator === "" || !text.includes(separator)) return false;
  const [whole = "", ...decimals] = text.split(decimalPoint);
  const [first = "", ...groups] = whole.split(separator);
  const isGrouped =
    /^[+-]?\d{1,3}$/.test(first) &&
    groups.every((group) => /^\d{2,3}$/.test(group)) &&
    groups.at(-1)?.length === 3;
  return !isGrouped || decimals.some((part) => part.includes(separator));
}

const entries = (text: string): string[] =>
  text
    .split(/[,\n]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");

const numberText = (value: number): string =>
  formatFloat(value, { digits: [16, decimalsOf(value)], trailingZeros: false });

const labelOf = (choices: readonly Choice[], value: unknown): string =>
  choices.find((choice) => choice.value === value)?.label ?? String(value);

const pairsText = ({ value_choices }: Setting, pairs: Readonly<Record<string, string>>): string =>
  Object.entries(pairs)
    .map(([code, meaning]) => `${code} = ${labelOf(value_choices, meaning)}`)
    .join(", ");
