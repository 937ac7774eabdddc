import { field, value } from "../../../codecs/hl7v2/navigate.ts";
import type { HL7Segment } from "../../../codecs/hl7v2/types.ts";
import { stampAt } from "./days.ts";

/** A lot number from a message, with its expiry date as written. */
export type RawLot = { readonly number: string; readonly expiry: string | undefined };

/**
 * Returns the distinct lots in the repetitions of field `lotAt`, each with the expiry date in the same repetition of field
 * `expiryAt`. A lot with two different expiry dates appears twice.
 */
export function lotsAt(from: HL7Segment, lotAt: number, expiryAt: number): readonly RawLot[] {
  const lots = field(from, lotAt).flatMap((_, index): RawLot[] => {
    const number = value(from, lotAt, 1, 1, index + 1)?.trim();
    return number ? [{ number, expiry: stampAt(from, expiryAt, index + 1) }] : [];
  });
  return lots.filter(
    ({ number, expiry }, index) =>
      !lots.slice(0, index).some((other) => other.number === number && other.expiry === expiry),
  );
}
