import { element, segment, segments } from "../../../codecs/x12/navigate.ts";
import type { X12Loop, X12Segment } from "../../../codecs/x12/types.ts";
import type { Party } from "../../../documents/values.ts";
import { readCode } from "../../shared/code-table.ts";
import { carrierQualifiers } from "../codes/shipments.ts";
import { say } from "../terms.ts";
import { carriedCode, type Place, partyOf } from "./elements.ts";

/**
 * Returns the carrier in the first TD5 of a loop that identifies one: its SCAC or other number (TD502, TD503) and its name, which is
 * in the routing (TD505).
 */
export function carrierOf(from: readonly X12Segment[]): Party | undefined {
  const found = from.find(
    (each) => each.id === "TD5" && (element(each, 3) !== undefined || element(each, 5) !== undefined),
  );
  if (found === undefined) return undefined;
  return carrier(carriedCode(found, 2), element(found, 3), element(found, 5));
}

/** Returns a carrier with a number, whose qualifier is of element 66, and a name. Returns undefined if it has neither. */
export function carrier(
  qualifier: string | undefined,
  id: string | undefined,
  name: string | undefined,
): Party | undefined {
  if (id === undefined && name === undefined) return undefined;
  const read = qualifier === undefined ? undefined : readCode(carrierQualifiers, qualifier);
  const scheme = read !== undefined && "meaning" in read ? read.meaning : `x12:${qualifier}`;
  return {
    ids: qualifier === undefined || id === undefined ? [] : [{ scheme, id }],
    ...(name === undefined ? {} : { name }),
  };
}

/**
 * Returns the party with one of these codes (N101) in the first loop that has one. If the loops of `alternatives`, such as the
 * orders of a shipment, name different parties, adds a finding, because a document has only one of each.
 */
export function partyIn(
  preferred: readonly (X12Loop | undefined)[],
  alternatives: readonly X12Loop[],
  codes: readonly string[],
  { findings }: Place,
): Party | undefined {
  for (const loop of preferred) {
    const party = loop === undefined ? undefined : partyOf(loop, codes);
    if (party !== undefined) return party;
  }
  const [first, ...others] = alternatives.flatMap((loop) => partyOf(loop, codes) ?? []);
  if (others.some((other) => JSON.stringify(other) !== JSON.stringify(first)))
    findings.add({
      code: "UNSUPPORTED_DOCUMENT",
      field: "N101",
      text: say("parties-differ", { code: codes[0] ?? "" }),
    });
  return first;
}

/** Returns the first segment with this ID in a loop that may be absent. */
export const firstOf = (loop: X12Loop | undefined, id: string): X12Segment | undefined =>
  loop === undefined ? undefined : segment(loop, id);

/** Returns the segments with this ID in several loops. */
export const allOf = (from: readonly (X12Loop | undefined)[], id: string): X12Segment[] =>
  from.flatMap((loop) => (loop === undefined ? [] : segments(loop, id)));
