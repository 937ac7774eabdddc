import type { Words } from "../../terms/words.ts";

/** How a partner proves who it is: by sending a key, or by signing with a shared secret. */
export const KEY_KINDS = ["api-key", "webhook-secret"] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

/** A text that only the browser of one person can read (see `security/envelope.ts`). */
export type SealedAnswer = {
  readonly publicKey: string;
  readonly nonce: string;
  readonly content: string;
};

/** A secret as it is stored: encrypted, with the ID of the key that it is encrypted with. */
export type SealedSecret = { readonly bytes: Uint8Array; readonly keyId: string };

/** A new key as it is stored and answered. Its text is only in the envelope, and in `sealed`. */
export type MadeKey = {
  /** The first characters of the key, by which people recognise it. */
  readonly beginning: string;
  readonly digest: Uint8Array;
  /** The encrypted secret. Null for an API key, of which only the digest is stored. */
  readonly sealed: SealedSecret | null;
  readonly envelope: SealedAnswer;
};

/** The reasons why a key cannot be created. */
export type KeyFault = "no-vault" | "bad-public-key";

/**
 * Creates the text of a new key of a connection and encrypts it for the browser with `publicKey`. `request` identifies the request;
 * the browser must state the same.
 */
export type MakeKey = (
  kind: KeyKind,
  asked: { readonly connection: string; readonly publicKey: string; readonly request: string },
) => MadeKey | { readonly fault: KeyFault };

/** A key of a connection, without its text. */
export type PartnerKey = {
  readonly id: string;
  readonly kind: KeyKind;
  readonly beginning: string | null;
  readonly createdAt: Date;
  readonly createdBy: string | null;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
};

export type NewPartnerKey = MadeKey & {
  readonly connection: string;
  readonly kind: KeyKind;
  /** The request that asks for the key. A second call with the same request creates no second key. */
  readonly request: string;
  readonly actor: string;
  /** The number of days after which the key expires, or null if it does not. */
  readonly validDays: number | null;
  /** The number of hours after which the connection's other keys of this kind expire, or null if they remain valid. */
  readonly othersEndAfterHours: number | null;
};

export type PartnerKeyJournal = {
  /**
   * Stores a new key. The connection's other keys are not affected before the text of the new one has been delivered.
   * @returns the ID of the key, with the envelope that was stored for the request first, or null if it was delivered already
   */
  createPartnerKey(
    key: NewPartnerKey,
  ): Promise<{ readonly id: string; readonly envelope: SealedAnswer | null }>;
  /** Revokes a key of a connection. Returns false if the connection has no valid key with this ID. */
  revokePartnerKey(connection: string, id: string, actor: string): Promise<boolean>;
  /**
   * Records that the text of a key has been delivered: erases its envelope, and lets the connection's other keys of this kind
   * expire if that was requested.
   */
  confirmDelivery(id: string): Promise<void>;
  /** Returns the keys of a connection, latest first, at most 100. */
  partnerKeys(connection: string): Promise<PartnerKey[]>;
  /** Records that a key was used, at most once a minute. Never rejects. */
  noteKeyUse(digest: Uint8Array): Promise<void>;
  /** Returns the encrypted webhook secrets of a connection that are valid. */
  sealedSecrets(connection: string): Promise<SealedSecret[]>;
  /** Passes each stored secret to `reseal`, and stores the secret that it returns, unless it returns null. */
  resealSecrets(reseal: (sealed: SealedSecret, connection: string) => SealedSecret | null): Promise<number>;
};

/** The keys of a connection as reported to Odoo, with the answer to a request. */
export type KeysReport = {
  readonly connection: string;
  readonly keys: readonly PartnerKey[];
  readonly answer: {
    readonly request: string;
    readonly id: string | null;
    readonly envelope: SealedAnswer | null;
    /** The reason why the request was refused, or null. */
    readonly refusal: Words | null;
  } | null;
};
