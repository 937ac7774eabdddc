import { createCipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";

/**
 * A text that only one browser can read. The members are base64: the sidecar's public key, the nonce, and the ciphertext with its
 * authentication tag.
 */
export type Envelope = { readonly publicKey: string; readonly nonce: string; readonly content: string };

const CURVE = "prime256v1";
/** An uncompressed point of P-256: a byte 4 and two coordinates. */
const POINT_BYTES = 65;
const NONCE_BYTES = 12;

/**
 * Encrypts a text for the owner of a public key: ECDH on P-256 with a new key pair, HKDF-SHA-256 with `context` as its info, and
 * AES-256-GCM. The browser does the same with WebCrypto. Returns null if the public key is not a point of the curve.
 *
 * @param publicKey the reader's public key, an uncompressed point in base64
 * @param context what the text is for; the reader must state the same
 */
export function envelopeFor(publicKey: string, text: string, context: string): Envelope | null {
  const point = Buffer.from(publicKey, "base64");
  if (point.length !== POINT_BYTES) return null;
  const own = createECDH(CURVE);
  const ours = own.generateKeys();
  const shared = sharedSecret(own, point);
  if (shared === null) return null;
  const key = new Uint8Array(hkdfSync("sha256", shared, "", context, 32));
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const content = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return {
    publicKey: ours.toString("base64"),
    nonce: nonce.toString("base64"),
    content: content.toString("base64"),
  };
}

function sharedSecret(own: ReturnType<typeof createECDH>, point: Uint8Array): Buffer | null {
  try {
    return own.computeSecret(point);
  } catch {
    return null;
  }
}
