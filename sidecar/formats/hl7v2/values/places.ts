import { segment, segments, value } from "../../../codecs/hl7v2/navigate.ts";
import type { HL7Segments } from "../../../codecs/hl7v2/types.ts";

/**
 * A place in a message as people write it: segment, field, component, subcomponent: "PV1-3", "PV1-3.4", "PV1-3.1.2". Only
 * segments about the message, the visit and the order, and the sender's own, can be named: a slip of the pen must not let a
 * patient's name through.
 */
export const placePattern =
  /^(MSH|PV[12]|ORC|RX[DE]|Z[A-Z0-9]{2})-([1-9]\d{0,2})(?:\.([1-9]\d?))?(?:\.([1-9]\d?))?$/;

/**
 * Returns the first non-empty value of these places, in the given order. Each is looked up in the first of `scopes` that has its
 * segment, so an order's own ORC comes before another's. A deleted value (`""`) counts as empty.
 */
export function firstFilled(places: readonly string[], scopes: readonly HL7Segments[]): string | undefined {
  for (const place of places) {
    const found = filledAt(place, scopes);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The value of a place; or that several segments of a message have different values there. */
export type CodedField = { readonly value: string } | { readonly conflict: string };

/**
 * Returns the first non-empty value of these places, as `firstFilled` does, if all segments that have the place agree. The order
 * of the places is agreed: one overrides the other. Among parallel segments none does.
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

/** Returns the value at a place without the blanks around it; null where `""` stands, undefined where nothing does. */
export function valueAt(place: string, within: HL7Segments): string | null | undefined {
  const [, id = "", field, component = "1", subcomponent = "1"] = placePattern.exec(place) ?? [];
  const found = value(segment(within, id), Number(field), Number(component), Number(subcomponent));
  return found === null ? null : found?.trim() || undefined;
}
