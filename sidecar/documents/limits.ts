/**
 * How long the names may be that others give to things, in characters. What is longer is refused where it is read, or kept as
 * evidence under no name at all: docs/http-api.md, "Limits". The journal does not rest on these: a key that is longer than an
 * index holds is kept by its hash.
 */
export const LONGEST = {
  /** A connection's code, as a publisher names it. */
  connection: 200,
  /** The id of a CloudEvent. */
  eventId: 512,
  /** The source of a CloudEvent: a URI. */
  eventSource: 1024,
  eventType: 256,
  /** A value beside a body that is kept as evidence: what is longer is cut off. */
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
