import { value } from "../../codecs/hl7v2/navigate.ts";
import type { HL7Segment } from "../../codecs/hl7v2/types.ts";
import type { Identifier } from "../../documents/values.ts";
import { gtin14, ndc11 } from "../x12/identifiers.ts";
import { isCode } from "./codes.ts";

/** Item schemes by coding system (HL7 table 0396). "L" and "99…" are local: the hospital's own numbers, which are ours. */
const schemes: Readonly<Record<string, string>> = {
  "": "buyer",
  L: "buyer",
  NDC: "ndc",
  GTIN: "gtin",
  GS1: "gtin",
  EAN: "gtin",
  UPC: "gtin",
  HIBC: "hibc",
};
/** Known nowhere but in the crosswalk. */
const OTHER = "other";
/** Identifier and coding system of a CWE, and those of its alternate (v2.8.2 §2A.3.13). */
const PAIRS = [
  [1, 3],
  [4, 6],
] as const;
const NDC_ELEVEN = "N4";

/**
 * Gives the item numbers of a coded field, the text beside them left out: it is free text. `own` adds coding systems
 * agreed with the sender, `local` is the scheme of numbers that name none. What is no code is left out.
 */
export function itemIdentifiers(
  from: HL7Segment,
  index: number,
  own: Readonly<Record<string, string>>,
  local = "buyer",
): Identifier[] {
  return PAIRS.flatMap(([idAt, systemAt]) => {
    const id = value(from, index, idAt)?.trim();
    const system = value(from, index, systemAt)?.trim() ?? "";
    return id && isCode(id) ? [itemIdentifier(id, system, own, local)] : [];
  });
}

function itemIdentifier(
  id: string,
  system: string,
  own: Readonly<Record<string, string>>,
  local: string,
): Identifier {
  const scheme = schemeOf(system, own, local);
  const normalised = scheme === "gtin" ? gtin14(id) : scheme === "ndc" ? ndc11(NDC_ELEVEN, id) : id;
  // A number that breaks its own rule is on record, but only a person's crosswalk entry can give it a meaning.
  return normalised === undefined ? { scheme: OTHER, id } : { scheme, id: normalised };
}

function schemeOf(system: string, own: Readonly<Record<string, string>>, local: string): string {
  if (Object.hasOwn(own, system)) return own[system] ?? OTHER;
  const known = system.toUpperCase();
  if (known === "") return local;
  if (Object.hasOwn(schemes, known)) return schemes[known] ?? OTHER;
  return known.startsWith("99") ? "buyer" : OTHER;
}
