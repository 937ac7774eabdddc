import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** The largest difference between the sender's clock and ours, in either direction. */
export const TOLERANCE_SECONDS = 300;

/** The three headers of Standard Webhooks 1.0 ("Webhook headers"), unchanged. */
export type WebhookHeaders = {
  readonly id: string | undefined;
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
};

/** An attempt with valid headers and a valid time; its sender is not authenticated yet. */
export type WebhookAttempt = {
  readonly id: string;
  /** Unchanged: the sender has signed these digits. */
  readonly timestamp: string;
  readonly signatures: readonly string[];
};

export type WebhookFault = "webhook-headers" | "webhook-timestamp";

/**
 * No full stop: it separates the signed parts, and `a.1` + `2` must differ from `a` + `1.2` ("Signature scheme"). Visible ASCII:
 * the journal can store it as text.
 */
const ID = /^[\x21-\x2d\x2f-\x7e]{1,256}$/;
const SECONDS = /^\d{1,12}$/;

/**
 * Returns the attempt, or what is wrong with it: `webhook-headers` if one is missing or malformed, `webhook-timestamp` if it is
 * more than 300 s from `now`, in whole seconds. It needs no body, so that no body is read in vain.
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
 * Reports whether one of the signatures was made with one of the keys for `{id}.{timestamp}.{body}`, with the received bytes of
 * the body. Every key is tried with every signature in constant time, so that neither reveals how close a guess was.
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
 * Returns the SHA-256 of the signed content: the same for a recorded delivery that is sent again, and different for any other.
 */
export function attemptDigest({ id, timestamp }: WebhookAttempt, body: Uint8Array): Uint8Array {
  return createHash("sha256").update(`${id}.${timestamp}.`).update(body).digest();
}

/** Only `v1`, HMAC-SHA256: a signature of another version never matches. */
function signatureOf({ id, timestamp }: WebhookAttempt, body: Uint8Array, key: Uint8Array): string {
  const signed = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body);
  return `v1,${signed.digest("base64")}`;
}

const SECRET = /^whsec_([A-Za-z0-9+/]+={0,2})$/;
const KEY_BYTES = 24;

/**
 * Returns the key of a secret `whsec_<base64>`, or null if it is invalid. Fewer than 24 bytes are not a key (the table of
 * "Signature scheme"): with an empty one, anyone could sign.
 */
export function webhookKey(secret: string): Uint8Array | null {
  const key = Buffer.from(SECRET.exec(secret)?.[1] ?? "", "base64");
  return key.length >= KEY_BYTES ? key : null;
}
