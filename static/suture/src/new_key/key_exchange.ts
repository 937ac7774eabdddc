/** The text of a key, encrypted by the sidecar for this browser. The members are base64. */
export type Envelope = { publicKey: string; nonce: string; content: string };

const CURVE = { name: "ECDH", namedCurve: "P-256" };

/** A key pair that exists only in this page. Only its owner can read what the sidecar encrypts for `publicKey`. */
export type KeyExchange = {
  /** The public key: an uncompressed point of P-256 in base64. */
  publicKey: string;
  /**
   * Decrypts an envelope: ECDH, HKDF-SHA-256 with `context` as its info, and AES-256-GCM.
   * @param context the ID of the request, which the sidecar stated too
   */
  open(envelope: Envelope, context: string): Promise<string>;
};

/** Returns whether the browser permits encryption. It does only over HTTPS and on the computer itself. */
export const canExchange = (): boolean => globalThis.crypto?.subtle !== undefined;

export async function beginExchange(): Promise<KeyExchange> {
  const { subtle } = globalThis.crypto;
  const pair = await subtle.generateKey(CURVE, false, ["deriveBits"]);
  return {
    publicKey: base64Of(new Uint8Array(await subtle.exportKey("raw", pair.publicKey))),
    async open({ publicKey, nonce, content }, context) {
      const theirs = await subtle.importKey("raw", bytesOf(publicKey), CURVE, false, []);
      const shared = await subtle.deriveBits({ name: "ECDH", public: theirs }, pair.privateKey, 256);
      const secret = await subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
      const derivation = {
        name: "HKDF",
        hash: "SHA-256",
        salt: new Uint8Array(),
        info: new TextEncoder().encode(context),
      };
      const cipher = { name: "AES-GCM", length: 256 };
      const key = await subtle.deriveKey(derivation, secret, cipher, false, ["decrypt"]);
      const text = await subtle.decrypt({ name: "AES-GCM", iv: bytesOf(nonce) }, key, bytesOf(content));
      return new TextDecoder().decode(text);
    },
  };
}

const base64Of = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
