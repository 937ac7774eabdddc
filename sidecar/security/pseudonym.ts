import { createHmac } from "node:crypto";
import type { Pseudonym } from "../formats/pseudonym.ts";

const SECRET_BYTES = 32;
const HEX_DIGITS = 32;

/**
 * Creates the function that computes pseudonyms. A pseudonym is the first 128 bits of an HMAC-SHA256 (RFC 2104) of kind and
 * value, in hexadecimal. A secret key is necessary because there are so few patient numbers that a plain hash could be reversed
 * by trying them all.
 * @throws Error if the secret has fewer than 32 bytes
 */
export function createPseudonym(secret: string): Pseudonym {
  const key = Buffer.from(secret, "utf8");
  if (key.length < SECRET_BYTES)
    throw new Error(`The pseudonym secret must have at least ${SECRET_BYTES} bytes. Set a longer one.`);
  return (kind, value) =>
    createHmac("sha256", key).update(`${kind}\0${value}`, "utf8").digest("hex").slice(0, HEX_DIGITS);
}
