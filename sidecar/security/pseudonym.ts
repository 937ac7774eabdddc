import { createHmac } from "node:crypto";

/** What a number belongs to. The same number of an encounter and of an account has two pseudonyms. */
export type PseudonymKind = "encounter" | "account";

/** Gives the pseudonym of a patient's number: 32 hexadecimal digits, always the same, meaningless without the secret. */
export type Pseudonym = (kind: PseudonymKind, value: string) => string;

const SECRET_BYTES = 32;
const HEX_DIGITS = 32;

/**
 * Makes the function that gives pseudonyms: the first 128 bits of an HMAC-SHA256 (RFC 2104) over kind and value. Keyed,
 * because patients' numbers are few enough to try them all against a plain hash.
 * @throws when the secret has fewer than 32 bytes.
 */
export function createPseudonym(secret: string): Pseudonym {
  const key = Buffer.from(secret, "utf8");
  if (key.length < SECRET_BYTES)
    throw new Error(`The secret of the pseudonyms needs at least ${SECRET_BYTES} bytes. Give a longer one.`);
  return (kind, value) =>
    createHmac("sha256", key).update(`${kind}\0${value}`, "utf8").digest("hex").slice(0, HEX_DIGITS);
}
