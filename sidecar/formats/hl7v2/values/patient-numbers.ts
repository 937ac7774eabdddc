import { value } from "../../../codecs/hl7v2/navigate.ts";
import type { HL7Segment } from "../../../codecs/hl7v2/types.ts";
import type { Pseudonym, PseudonymKind } from "../../pseudonym.ts";

/**
 * Returns the pseudonym of a patient number in a CX field (v2.8.2 §2A.3.14). The assigning authority is part of the input,
 * because two authorities may assign the same number: `number^^^authority`. Without an authority, the number alone is the input,
 * which yields the same pseudonym as for systems that send only the number. Returns null for `""` and undefined for an empty
 * field.
 */
export function patientPseudonym(
  from: HL7Segment | undefined,
  index: number,
  kind: PseudonymKind,
  pseudonym: Pseudonym,
): string | null | undefined {
  const number = value(from, index);
  if (!number?.trim()) return number === null ? null : undefined;
  // Some messages of a sender contain only the namespace of the authority (HD), so the namespace takes precedence.
  const authority = value(from, index, 4) || value(from, index, 4, 2);
  return pseudonym(kind, authority ? `${number.trim()}^^^${authority.trim()}` : number.trim());
}
