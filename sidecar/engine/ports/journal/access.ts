/** What the entrances need of the journal: keys, attempts seen before, quotas, and the evidence of refusals. */

/** Evidence of something that was refused at an entrance. */
export type Rejection = {
  readonly connection: string | null;
  readonly transport: string;
  readonly remote: string | null;
  readonly status: number;
  readonly reason: string;
  readonly size: number | null;
  /** The first bytes; only from an authenticated sender, so that strangers cannot fill the disk. */
  readonly excerpt: Uint8Array | null;
  readonly traceId: string;
};

/** Attempts that repeat one whose row exists. */
export type RepeatedAttempts = { readonly id: string; readonly attempts: number; readonly lastAt: Date };

export type RefusalJournal = {
  insertRejection(rejection: Rejection, id?: string): Promise<void>;
  /** Adds attempts to existing rows. */
  countAttempts(repeated: readonly RepeatedAttempts[]): Promise<void>;
};

/** How a key is made: whether it revokes the earlier ones, and for whom. */
export type NewKey = { readonly replace: boolean; readonly actor: string };

export type KeyJournal = {
  /** Returns the digests of the keys that a connection may use now. */
  keyDigests(connection: string): Promise<Buffer[]>;
  /** Returns the connection whose key has this digest, or null. */
  connectionOfKey(digest: Uint8Array): Promise<string | null>;
  /** @returns the key's id */
  addKey(connection: string, digest: Uint8Array, key: NewKey): Promise<string>;
};

export type WebhookJournal = {
  /** Returns whether this exact attempt (ID, time and body under one signature) was accepted before. */
  webhookTaken(connection: string, digest: Uint8Array): Promise<boolean>;
  /** Notes an attempt as taken. @returns false when another delivery of the same attempt was quicker */
  takeWebhook(connection: string, digest: Uint8Array): Promise<boolean>;
};

/** A block of a connection's daily quota. */
export type BlockAsked = {
  readonly connection: string;
  /** ISO date, UTC. */
  readonly day: string;
  readonly block: number;
  readonly quota: number;
};

export type QuotaJournal = {
  /** Takes a block of a connection's remaining quota for a day, or the rest. */
  takeDailyBlock(asked: BlockAsked): Promise<{ readonly granted: number; readonly taken: number }>;
};
