import { createHmac } from "node:crypto";
import type { Pseudonym } from "../formats/pseudonym.ts";

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
