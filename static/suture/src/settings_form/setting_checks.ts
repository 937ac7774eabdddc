import { _t } from "../l10n/translation.ts";
import type { Choice, Setting } from "./setting_types.ts";

/**
 * Returns why a value is not valid for a setting, as a sentence, or an empty text if it is valid. `catalogue/checks.py` applies
 * the same checks when the value is saved.
 */
export function problemOf(setting: Setting, value: unknown): string {
  switch (setting.type) {
    case "integer":
      return Number.isInteger(value) ? rangeProblem(setting, value as number) : _t("Enter a whole number.");
    case "decimal":
      return Number.isFinite(value) ? rangeProblem(setting, value as number) : _t("Enter a number.");
    case "text":
      return textProblem(setting, value as string);
    case "choice":
      return choiceProblem(setting.choices, value);
    case "list":
      return listProblem(setting, value as readonly string[]);
    case "map":
      return mapProblem(setting, value as Readonly<Record<string, string>>);
    default:
      return "";
  }
}

function rangeProblem({ minimum: low, maximum: high }: Setting, value: number): string {
  if (low !== null && high !== null && (value < low || value > high))
    return _t("Enter a number from %(low)s to %(high)s.", { low, high });
  if (low !== null && value < low) return _t("Enter a number of at least %s.", low);
  return high !== null && value > high ? _t("Enter a number of at most %s.", high) : "";
}

function textProblem({ pattern, minimum, maximum, example, checks = [] }: Setting, value: string): string {
  if (minimum !== null && value.length < minimum)
    return minimum > 1 ? _t("Enter at least %s characters.", minimum) : _t("Enter a text.");
  if (maximum !== null && value.length > maximum) return _t("Enter at most %s characters.", maximum);
  const failed = checks.find((check) => !new RegExp(check.pattern).test(value));
  if (failed) return filled(failed.message, { value, length: String(value.length) });
  return formProblem(pattern, value, example);
}

const filled = (message: string, values: Readonly<Record<string, string>>): string =>
  message.replaceAll(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);

function choiceProblem(choices: readonly Choice[], value: unknown): string {
  if (choices.some((choice) => choice.value === value)) return "";
  return _t("Choose one of: %s.", choices.map(({ label }) => label).join(", "));
}

function listProblem(setting: Setting, items: readonly string[]): string {
  const { minimum, maximum, choices, item_pattern, example } = setting;
  if (minimum !== null && items.length < minimum)
    return minimum > 1 ? _t("Enter at least %s values.", minimum) : _t("Enter at least one value.");
  if (maximum !== null && items.length > maximum) return _t("Enter at most %s values.", maximum);
  const problems = items.map((item) =>
    choices.length > 0 ? choiceProblem(choices, item) : formProblem(item_pattern, item, example),
  );
  return problems.find((problem) => problem !== "") ?? "";
}

function mapProblem(setting: Setting, pairs: Readonly<Record<string, string>>): string {
  const { pattern, item_pattern, example, value_example, value_choices } = setting;
  for (const [code, meaning] of Object.entries(pairs)) {
    if (code === "") return _t("Enter a code for each meaning.");
    const problem =
      formProblem(pattern, code, example) ||
      (value_choices.length > 0
        ? choiceProblem(value_choices, meaning)
        : meaningProblem(item_pattern, meaning, value_example));
    if (problem !== "") return `${code}: ${problem}`;
  }
  return "";
}

function meaningProblem(pattern: string | null, meaning: string, example: string | null): string {
  return meaning === "" ? _t("Enter a meaning for each code.") : formProblem(pattern, meaning, example);
}

function formProblem(pattern: string | null, value: string, example: string | null): string {
  if (pattern === null || new RegExp(pattern).test(value)) return "";
  if (example === null) return _t("“%s” does not have the expected form.", value);
  return _t("“%(value)s” does not have the expected form, such as %(example)s.", { value, example });
}
