import type { Term } from "../../terms/term.ts";
import { say } from "../terms.ts";

/**
 * The code list of one coded element, read by what is allowed. Each code that we act on stands with its meaning; each
 * further code of the standard that we know, but do not act on, with its name alone. A code in neither list, and one
 * that has only a name, goes to a person: an unknown code is never read as if it were absent.
 */
export type CodeTable<Meaning> = {
  readonly standard: "X12" | "HL7 v2";
  /** Releases whose list was compared: GS08 ("4010") or MSH-12 ("2.5"). */
  readonly versions: readonly string[];
  /** The data element (X12 "374") or the table (HL7 "0003") that the standard gives the list under. */
  readonly element: string;
  readonly codes: Readonly<Record<string, Meaning>>;
  /** Codes of the standard that are not acted on, with what the standard calls them. */
  readonly named?: Readonly<Record<string, string>>;
};

/** A code without a meaning of ours, as values of a sentence: the code, with its name in the standard, and the code list. */
export type UnknownCode = { readonly code: string | Term; readonly list: string };

/** What a code says: our meaning, or that it has none. */
export type CodeReading<Meaning> = { readonly meaning: Meaning } | { readonly unknown: UnknownCode };

/** Codes are short. What is longer is something else in the wrong place and is not repeated. */
const code = /^[\w.^/+-]{1,12}$/;

/**
 * Reads a code by its table.
 *
 * @example readCode(dateQualifiers, "069") // { meaning: { about: "delivery", … } }
 * @example readCode(acknowledgementTypes, "ZZ") // { unknown: { code: "ZZ", list: "X12 element 587" } }
 */
export function readCode<Meaning>(table: CodeTable<Meaning>, value: string): CodeReading<Meaning> {
  if (Object.hasOwn(table.codes, value)) return { meaning: table.codes[value] as Meaning };
  const name = table.named !== undefined && Object.hasOwn(table.named, value) ? table.named[value] : null;
  // What the standard lists may be longer than a code, or have a blank in it ("UNICODE UTF-32"): it is no one's secret.
  const shown = name !== null || code.test(value) ? value : say("no-code");
  const list = `${table.standard} ${table.standard === "X12" ? "element" : "table"} ${table.element}`;
  return { unknown: { code: name ? say("named-code", { code: value, name }) : shown, list } };
}
