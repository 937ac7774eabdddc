import { value } from "../../../codecs/hl7v2/navigate.ts";
import type { HL7Segment } from "../../../codecs/hl7v2/types.ts";
import type { Pseudonym, PseudonymKind } from "../../pseudonym.ts";

/**
 * Returns the pseudonym of a patient number in a CX field (v2.8.2 §2A.3.14). The pseudonym is computed from the number and its
 * assigning authority (`number^^^authority`), because two authorities may assign the same number. If the field contains no
 * authority, it is computed from the number alone, which yields the same pseudonym as for systems that send only the number.
 * Returns null for `""` and undefined for an empty field.
 */
export function patientPseudonym(
  from: HL7Segment | undefined,
  index: number,
  kind: PseudonymKind,
  pseudonym: Pseudonym,
): string | null | undefined {
  const number = value(from, index);
  if (!number?.trim()) return number === null ? null : undefined;
  // A sender may omit all components of the authority (HD) except the namespace in some messages, so the namespace takes
  // precedence.
  const authority = value(from, index, 4) || value(from, index, 4, 2);
  return pseudonym(kind, authority ? `${number.trim()}^^^${authority.trim()}` : number.trim());
}
