import { value } from "../../../codecs/hl7v2/navigate.ts";
import type { HL7Segment } from "../../../codecs/hl7v2/types.ts";
import type { Pseudonym, PseudonymKind } from "../../pseudonym.ts";

/**
 * Returns the pseudonym of a patient's number in a field of type CX (v2.8.2 §2A.3.14): of the number and the authority that
 * gave it, since two authorities may give the same one. Without an authority it is the pseudonym of the number alone, as
 * other systems send it; one that names it writes `number^^^authority`. Null where `""` stands, undefined where nothing does.
 */
export function patientPseudonym(
  from: HL7Segment | undefined,
  index: number,
  kind: PseudonymKind,
  pseudonym: Pseudonym,
): string | null | undefined {
  const number = value(from, index);
  if (!number?.trim()) return number === null ? null : undefined;
  // Of an authority (HD) some messages of one sender carry the namespace only: the shortest form they have in common.
  const authority = value(from, index, 4) || value(from, index, 4, 2);
  return pseudonym(kind, authority ? `${number.trim()}^^^${authority.trim()}` : number.trim());
}
