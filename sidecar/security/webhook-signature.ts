import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** How far the sender's clock and ours may be apart, either way. */
export const TOLERANCE_SECONDS = 300;

/** The three headers of Standard Webhooks 1.0 ("Webhook headers"), as they came. */
export type WebhookHeaders = {
  readonly id: string | undefined;
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
};

/** An attempt whose headers are in order and whose time is right; who sent it is not proven yet. */
export type WebhookAttempt = {
  readonly id: string;
  /** As it came: the sender has signed these digits. */
  readonly timestamp: string;
  readonly signatures: readonly string[];
};

export type WebhookFault = "webhook-headers" | "webhook-timestamp";

/**
 * No full stop: it separates what is signed, and `a.1` + `2` must not be taken for `a` + `1.2` ("Signature scheme").
 * Visible ASCII: what the journal can keep as text.
 */
const ID = /^[\x21-\x2d\x2f-\x7e]{1,256}$/;
const SECONDS = /^\d{1,12}$/;

/**
 * Gives the attempt, or what is wrong with it: `webhook-headers` when one is missing or malformed, `webhook-timestamp`
 * when it is more than 300 s from `now`, counted in whole seconds. Needs no body, so that nobody's body is read in vain.
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
 * True when one of the signatures was made with one of the keys over `{id}.{timestamp}.{body}`, the body as the bytes that
 * came. Every key is tried with every signature, in constant time each, so that neither tells how far a guess got.
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

/** SHA-256 of what is signed: the same for a delivery that somebody recorded and sends again, another for any other one. */
export function attemptDigest({ id, timestamp }: WebhookAttempt, body: Uint8Array): Uint8Array {
  return createHash("sha256").update(`${id}.${timestamp}.`).update(body).digest();
}

/** Only `v1`, HMAC-SHA256: a signature of another version is never equal. */
function signatureOf({ id, timestamp }: WebhookAttempt, body: Uint8Array, key: Uint8Array): string {
  const signed = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body);
  return `v1,${signed.digest("base64")}`;
}

const SECRET = /^whsec_([A-Za-z0-9+/]+={0,2})$/;
const KEY_BYTES = 24;

/**
 * Gives the key of a secret `whsec_<base64>`, or null when it is none. Fewer than 24 bytes are no key (the table of
 * "Signature scheme"): with an empty one anybody could sign.
 */
export function webhookKey(secret: string): Uint8Array | null {
  const key = Buffer.from(SECRET.exec(secret)?.[1] ?? "", "base64");
  return key.length >= KEY_BYTES ? key : null;
}
