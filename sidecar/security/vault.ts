import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";

/** An encrypted secret, with the ID of the key that it is encrypted with. */
export type Sealed = { readonly bytes: Uint8Array; readonly keyId: string };

/** Encrypts secrets before they are stored. `context` names the owner of a secret; a secret opens only in its own context. */
export type Vault = {
  seal(secret: string, context: string): Sealed;
  /** Returns the secret, or null if it was encrypted with an unknown key, in another context, or was changed. */
  open(sealed: Sealed, context: string): string | null;
  /** Returns whether a secret is encrypted with the current key, and not with one that is about to be removed. */
  isCurrent(sealed: Sealed): boolean;
};

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const ID_LENGTH = 12;

/** The keys in `SUTURE_SECRET_KEY`, separated by spaces or line breaks. The first one is the current key. */
export const vaultKeysIn = (text: string): string[] => text.split(/\s+/).filter((key) => key !== "");

/**
 * Creates a vault with AES-256-GCM. Secrets are encrypted with a key derived from the first of `keys`, and decrypted with whichever
 * of the keys encrypted them.
 */
export function createVault(keys: readonly string[]): Vault {
  const known = new Map(keys.map((key) => [idOf(key), derived(key)]));
  const [current] = known.keys();
  return {
    seal(secret, context) {
      const key = known.get(current ?? "");
      if (key === undefined || current === undefined) throw new Error("The vault has no key.");
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(context));
      const content = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
      return { bytes: Buffer.concat([nonce, content, cipher.getAuthTag()]), keyId: current };
    },
    open({ bytes, keyId }, context) {
      const key = known.get(keyId);
      if (key === undefined || bytes.length < NONCE_BYTES + TAG_BYTES) return null;
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES))
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
      try {
        const content = decipher.update(bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES));
        return Buffer.concat([content, decipher.final()]).toString("utf8");
      } catch {
        return null;
      }
    },
    isCurrent: ({ keyId }) => keyId === current,
  };
}

/** Returns an ID that distinguishes keys and reveals nothing about them. */
const idOf = (key: string): string =>
  createHash("sha256").update(`suture vault key id ${key}`).digest("hex").slice(0, ID_LENGTH);

const derived = (key: string): Uint8Array => new Uint8Array(hkdfSync("sha256", key, "", "suture vault", 32));
