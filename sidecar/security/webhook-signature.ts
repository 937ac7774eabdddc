import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** The maximum difference between the sender's clock and ours in seconds, in either direction. */
export const TOLERANCE_SECONDS = 300;

/** The values of the three headers of Standard Webhooks 1.0 ("Webhook headers"), as received. */
export type WebhookHeaders = {
  readonly id: string | undefined;
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
};

/** A webhook with well-formed headers and a valid time. Its sender is not authenticated yet. */
export type WebhookAttempt = {
  readonly id: string;
  /** The timestamp exactly as received, because the sender has signed these digits. */
  readonly timestamp: string;
  readonly signatures: readonly string[];
};

/** The faults of a webhook: its headers are missing or not well-formed, or its time differs too much from the current time. */
export type WebhookFault = "webhook-headers" | "webhook-timestamp";

/**
 * The pattern of a webhook ID. It excludes the full stop, because that separates the signed parts ("Signature scheme"): with it,
 * the ID `a.1` with the timestamp `2` and the ID `a` with the timestamp `1` would be signed in the same way. Only visible ASCII
 * characters are allowed, because the journal stores the ID as text.
 */
const ID = /^[\x21-\x2d\x2f-\x7e]{1,256}$/;
const SECONDS = /^\d{1,12}$/;

/**
 * Returns the attempt that the headers describe, or a fault: `webhook-headers` if a header is missing or malformed,
 * `webhook-timestamp` if the timestamp differs from `now` by more than 300 whole seconds. The body is not needed, so that an
 * invalid request can be refused before its body is read.
 */
export function attemptOf(
  headers: WebhookHeaders,
  now: Date,
): { readonly attempt: WebhookAttempt } | { readonly fault: WebhookFault } {
  const { id, timestamp, signature } = headers;
  if (!id || !timestamp || !signature) return { fault: "webhook-headers" };
  if (!ID.test(id) || !SECONDS.test(timestamp)) return { fault: "webhook-headers" };
  const seconds = Math.floor(now.getTime() / 1000);
  if (Math.abs(seconds - Number(timestamp)) > TOLERANCE_SECONDS) return { fault: "webhook-timestamp" };
  return { attempt: { id, timestamp, signatures: signature.split(" ") } };
}

/**
 * Returns whether one of the signatures was made with one of the keys for `{id}.{timestamp}.{body}`, with the
 * received bytes of the body. Every key is tried with every signature in constant time, so that the duration reveals
 * nothing about a guess.
 */
export function isSigned(attempt: WebhookAttempt, body: Uint8Array, keys: readonly Uint8Array[]): boolean {
  let signed = false;
  for (const key of keys) {
    const expected = Buffer.from(signatureOf(attempt, body, key));
    for (const signature of attempt.signatures) {
      const presented = Buffer.from(signature);
      if (presented.length === expected.length && timingSafeEqual(presented, expected)) signed = true;
    }
  }
  return signed;
}

/**
 * Returns the SHA-256 digest of the signed content. It identifies the attempt, because an attempt that somebody recorded and
 * sends again has the same digest, while any other has a different one.
 */
export function attemptDigest({ id, timestamp }: WebhookAttempt, body: Uint8Array): Uint8Array {
  return createHash("sha256").update(`${id}.${timestamp}.`).update(body).digest();
}

/** Returns the signature of an attempt with a key, in version `v1` (HMAC-SHA256). Signatures of other versions never match it. */
function signatureOf({ id, timestamp }: WebhookAttempt, body: Uint8Array, key: Uint8Array): string {
  const signed = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body);
  return `v1,${signed.digest("base64")}`;
}

const SECRET = /^whsec_([A-Za-z0-9+/]+={0,2})$/;
const KEY_BYTES = 24;

/**
 * Returns the key in a secret `whsec_<base64>`, or null if the secret is invalid. A key must have at least 24 bytes (table in
 * "Signature scheme"), because anyone could sign with an empty key.
 */
export function webhookKey(secret: string): Uint8Array | null {
  const key = Buffer.from(SECRET.exec(secret)?.[1] ?? "", "base64");
  return key.length >= KEY_BYTES ? key : null;
}
