/**
 * The maximum number of characters in values that other systems send with a message. Longer names are rejected, and longer
 * metadata is truncated (see "Limits" in docs/http-api.md). The journal does not depend on these limits, because it stores a hash
 * of a key that is too long for an index.
 */
export const LONGEST = {
  /** The code of a connection, as stated by the sender of a message on the broker. */
  connection: 200,
  /** The ID of a CloudEvent. */
  eventId: 512,
  /** The source of a CloudEvent, a URI. */
  eventSource: 1024,
  eventType: 256,
  /** A header value or the sender's name, which are stored with a message for people to look up. Longer ones are truncated. */
  headerValue: 1000,
  contentType: 200,
} as const;

/**
 * Returns the name of the first value that is longer than its limit, with the limit in characters (`most`). Returns null if there
 * is none.
 */
export function tooLong(
  names: Readonly<Record<string, readonly [value: string, longest: number]>>,
): { readonly name: string; readonly most: number } | null {
  const found = Object.entries(names).find(([, [value, longest]]) => value.length > longest);
  return found ? { name: found[0], most: found[1][1] } : null;
}
