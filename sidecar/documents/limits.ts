/**
 * The maximum number of characters in names that come from other parties. Longer names are rejected when read, or omitted from
 * evidence: see "Limits" in docs/http-api.md. The journal does not depend on these limits: it stores a hash of a key that is too
 * long for an index.
 */
export const LONGEST = {
  /** The code of a connection, as specified by a publisher. */
  connection: 200,
  /** The ID of a CloudEvent. */
  eventId: 512,
  /** The source of a CloudEvent, a URI. */
  eventSource: 1024,
  eventType: 256,
  /** A value stored with evidence. Longer values are truncated. */
  headerValue: 1000,
  contentType: 200,
} as const;

/** Returns the first name that is too long, with its limit in characters, or null. */
export function tooLong(
  names: Readonly<Record<string, readonly [value: string, longest: number]>>,
): { readonly name: string; readonly most: number } | null {
  const found = Object.entries(names).find(([, [value, longest]]) => value.length > longest);
  return found ? { name: found[0], most: found[1][1] } : null;
}
