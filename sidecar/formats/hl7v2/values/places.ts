import { segment, segments, value } from "../../../codecs/hl7v2/navigate.ts";
import type { HL7Segments } from "../../../codecs/hl7v2/types.ts";

/**
 * A position in a message as users write it (segment, field, component, subcomponent): "PV1-3", "PV1-3.4" or "PV1-3.1.2". Only
 * segments about the message, the visit and the order and Z segments are allowed, so that a typing error cannot disclose a
 * patient's name.
 */
export const placePattern =
  /^(MSH|PV[12]|ORC|RX[DE]|Z[A-Z0-9]{2})-([1-9]\d{0,2})(?:\.([1-9]\d?))?(?:\.([1-9]\d?))?$/;

/**
 * Returns the first non-empty value at these positions, in the given order, or undefined. Each position is looked up in the first
 * of `scopes` that contains its segment, so that, for example, the ORC of the order itself is used and not the ORC of another
 * order. A deleted value (`""`) counts as empty.
 */
export function firstFilled(places: readonly string[], scopes: readonly HL7Segments[]): string | undefined {
  for (const place of places) {
    const found = filledAt(place, scopes);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * The value found at one of several positions, or the position at which several segments of the message have different values
 * (`conflict`).
 */
export type CodedField = { readonly value: string } | { readonly conflict: string };

/**
 * Returns the first non-empty value at these positions, like `firstFilled`, or a conflict if several segments of the scope have
 * different values at that position. Unlike positions, segments with the same ID have no order of precedence.
 */
export function agreedAt(places: readonly string[], scopes: readonly HL7Segments[]): CodedField | undefined {
  for (const place of places) {
    const [, id = ""] = placePattern.exec(place) ?? [];
    const scope = scopes.find((each) => segment(each, id) !== undefined);
    const values = new Set(
      (scope ? segments(scope, id) : []).flatMap((each) => valueAt(place, { segments: [each] }) || []),
    );
    const [value, ...others] = values;
    if (value !== undefined) return others.length > 0 ? { conflict: place } : { value };
  }
  return undefined;
}

function filledAt(place: string, scopes: readonly HL7Segments[]): string | undefined {
  const [, id = ""] = placePattern.exec(place) ?? [];
  const scope = scopes.find((each) => segment(each, id) !== undefined);
  return (scope && valueAt(place, scope)) || undefined;
}

/** Returns the trimmed value at a position. Returns null for `""` (deleted) and undefined if it is empty. */
export function valueAt(place: string, within: HL7Segments): string | null | undefined {
  const [, id = "", field, component = "1", subcomponent = "1"] = placePattern.exec(place) ?? [];
  const found = value(segment(within, id), Number(field), Number(component), Number(subcomponent));
  return found === null ? null : found?.trim() || undefined;
}
