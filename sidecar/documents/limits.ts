/**
 * The most characters in names that come from other parties. Longer ones are refused when read, or kept as evidence without a
 * name: docs/http-api.md, "Limits". The journal does not rely on these: a key too long for an index is stored by its hash.
 */
export const LONGEST = {
  /** A connection's code, as a publisher names it. */
  connection: 200,
  /** The id of a CloudEvent. */
  eventId: 512,
  /** The source of a CloudEvent: a URI. */
  eventSource: 1024,
  eventType: 256,
  /** A value stored next to evidence: a longer one is cut off. */
  headerValue: 1000,
  contentType: 200,
} as const;

/** Returns the first of some names that is too long, with its limit in characters, or null. */
export function tooLong(
  names: Readonly<Record<string, readonly [value: string, longest: number]>>,
): { readonly name: string; readonly most: number } | null {
  const found = Object.entries(names).find(([, [value, longest]]) => value.length > longest);
  return found ? { name: found[0], most: found[1][1] } : null;
}
