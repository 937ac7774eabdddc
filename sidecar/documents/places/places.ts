import type { Term } from "../../terms/term.ts";
import { fieldNames } from "../field-names.ts";
import { say } from "./terms.ts";

/**
 * Returns where a value is in a document, in words: "line 2, Quantity" for the path `lines`, 1, `quantity`, `value`. Members that
 * are displayed under the label of their parent are left out. The path must not be empty.
 */
export function placeOf(path: readonly PropertyKey[]): Term {
  const labelled = path.findLastIndex((name) => typeof name === "string" && fieldNames[name]?.label !== "");
  const shown = labelled < 0 ? path : path.slice(0, labelled + 1);
  const code = shown.map((name) => (typeof name === "number" ? "*" : String(name))).join(".");
  const name = String(shown.at(-1) ?? "");
  const field = { entry: "field", code, label: fieldNames[name]?.label ?? wordsOf(name) } as const;
  const [list, index] = path;
  return list === "lines" && typeof index === "number" && shown.length > 2
    ? say("field-of-line", { line: index + 1, field })
    : say("field", { field });
}

/** Returns a technical name as words: "baseQuantity" becomes "Base quantity". */
function wordsOf(name: string): string {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** The texts of the rules, by zod's codes of issues and by the names of the rules that documents check themselves. */
const rules = new Map([
  ["invalid_type", say("wrong-type")],
  ["invalid_union", say("wrong-type")],
  ["invalid_format", say("wrong-format")],
  ["not_multiple_of", say("wrong-format")],
  ["too_small", say("too-small")],
  ["too_big", say("too-big")],
  ["invalid_value", say("not-a-choice")],
  ["unrecognized_keys", say("unknown-fields")],
  ["repeated", say("repeated")],
  ["unknown_package", say("unknown-package")],
  ["circle", say("circle")],
  ["names_no_document", say("no-document")],
]);

/** Returns the rule that a value breaks, in words, for zod's code of an issue or the name of the rule. */
export const ruleInWords = (code: string): Term => rules.get(code) ?? say("not-allowed");
