import type { Term } from "../../terms/term.ts";
import { say } from "../terms.ts";

/**
 * The code list of one coded element. `codes` contains the supported codes with their meanings; `named` contains the names of
 * other codes of the standard. A code outside `codes` requires a person's decision, because an unknown code must never be treated
 * as absent.
 */
export type CodeTable<Meaning> = {
  readonly standard: "X12" | "HL7 v2";
  /** The releases with which the list was compared, such as "4010" for X12 or "2.5.1" for HL7 v2. */
  readonly versions: readonly string[];
  /** The data element (X12 "374") or table (HL7 "0003") of the standard. */
  readonly element: string;
  readonly codes: Readonly<Record<string, Meaning>>;
  /** Unsupported codes of the standard, with their names in the standard. */
  readonly named?: Readonly<Record<string, string>>;
};

/** An unsupported code as parameters of a term: the code, with its name in the standard if that is known, and the code list. */
export type UnknownCode = { readonly code: string | Term; readonly list: Term };

/** The meaning of a code, or, if the code is not supported, the parameters of a term about it. */
export type CodeReading<Meaning> = { readonly meaning: Meaning } | { readonly unknown: UnknownCode };

/** The form of a code. A value of another form is probably other content in the wrong field, so it is never quoted in a text. */
const code = /^[\w.^/+-]{1,12}$/;

/**
 * Returns the meaning of a code in its table or, if the table does not support the code, the parameters of a term about it.
 *
 * @example readCode(dateQualifiers, "069") // { meaning: { about: "delivery", … } }
 * @example readCode(acknowledgementTypes, "ZZ") // { unknown: { code: "ZZ", list: say("x12-element", { element: "587" }) } }
 */
export function readCode<Meaning>(table: CodeTable<Meaning>, value: string): CodeReading<Meaning> {
  if (Object.hasOwn(table.codes, value)) return { meaning: table.codes[value] as Meaning };
  const name = table.named !== undefined && Object.hasOwn(table.named, value) ? table.named[value] : null;
  // A code of the standard may be longer or contain a blank ("UNICODE UTF-32"). It is safe to display.
  const shown = name !== null || code.test(value) ? value : say("no-code");
  const list = say(table.standard === "X12" ? "x12-element" : "hl7-table", { element: table.element });
  return { unknown: { code: name ? say("named-code", { code: value, name }) : shown, list } };
}
