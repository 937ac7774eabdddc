import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** Creates a new API key. It has 256 random bits, so that storing a plain digest of it is sufficient. */
export const newApiKey = (): string => `sk_${randomBytes(32).toString("base64url")}`;

/** Creates a new webhook secret in the form of Standard Webhooks, with 256 random bits. */
export const newWebhookSecret = (): string => `whsec_${randomBytes(32).toString("base64")}`;

const SHOWN_CHARACTERS = 4;

/** Returns the prefix of a key with its first random characters, by which people recognise it. */
export const beginningOf = (key: string): string => key.slice(0, key.indexOf("_") + 1 + SHOWN_CHARACTERS);

/** Returns the digest of a key under which it is stored (SHA-256). */
export const digestOf = (key: string): Buffer => createHash("sha256").update(key, "utf8").digest();

/**
 * Returns whether a key matches any of the digests. The key is compared with every digest in constant time, whether or not an
 * earlier one matches.
 */
export function matchesAny(key: string, digests: readonly Uint8Array[]): boolean {
  const presented = digestOf(key);
  let matches = false;
  for (const digest of digests)
    if (digest.length === presented.length && timingSafeEqual(digest, presented)) matches = true;
  return matches;
}
