import type { HL7Segment } from "../../../codecs/hl7v2/types.ts";
import type { Identifier } from "../../../documents/values.ts";
import { gtin14, ndc11 } from "../../shared/item-numbers.ts";
import { itemSystems } from "./code-tables.ts";
import { type CodedElement, codedElements } from "./coded.ts";
import { isCode } from "./codes.ts";

/** The scheme of item numbers that only the crosswalk can resolve. */
const OTHER = "other";
const OWN = "buyer";
const NDC_ELEVEN = "N4";

/**
 * Returns the item numbers in a coded field, without its free text. `own` maps the sender's own coding systems to schemes;
 * `local` is the scheme of numbers without a coding system. Values that do not have the form of a code are omitted.
 */
export function itemIdentifiers(
  from: HL7Segment,
  index: number,
  own: Readonly<Record<string, string>>,
  local = "buyer",
): Identifier[] {
  return codedElements(itemSystems, from, index).flatMap((each) =>
    isCode(each.code) ? [itemIdentifier(each, own, local)] : [],
  );
}

type ItemElement = CodedElement<"own" | "ndc" | "gtin" | "hibc">;

function itemIdentifier(
  element: ItemElement,
  own: Readonly<Record<string, string>>,
  local: string,
): Identifier {
  const { code: id } = element;
  const scheme = schemeOf(element, own, local);
  const normalised = scheme === "gtin" ? gtin14(id) : scheme === "ndc" ? ndc11(NDC_ELEVEN, id) : id;
  // A number that violates the rules of its scheme is recorded, but only a crosswalk entry can give it a meaning.
  return normalised === undefined ? { scheme: OTHER, id } : { scheme, id: normalised };
}

function schemeOf(
  { system, reading }: ItemElement,
  own: Readonly<Record<string, string>>,
  local: string,
): string {
  if (Object.hasOwn(own, system)) return own[system] ?? OTHER;
  if (reading === undefined) return local;
  if (!("meaning" in reading)) return OTHER;
  return reading.meaning === "own" ? OWN : reading.meaning;
}
