/**
 * The journal's operations for the endpoints: API keys, webhook attempts, daily quotas, and the evidence of refused
 * requests.
 */

/**
 * The evidence of a refused request or message: where it came from, the status and reason of the refusal, and its
 * beginning.
 */
export type Rejection = {
  readonly connection: string | null;
  readonly transport: string;
  readonly remote: string | null;
  readonly status: number;
  readonly reason: string;
  readonly size: number | null;
  /**
   * The first bytes of the body, or null. They are stored only for authenticated senders, so that strangers cannot fill
   * the disk.
   */
  readonly excerpt: Uint8Array | null;
  readonly traceId: string;
};

/**
 * Refused attempts of the same kind as a stored rejection, which are only counted: the id of the stored rejection, the
 * number of further attempts, and the time of the last one.
 */
export type RepeatedAttempts = { readonly id: string; readonly attempts: number; readonly lastAt: Date };

export type RefusalJournal = {
  insertRejection(rejection: Rejection, id?: string): Promise<void>;
  /** Adds further attempts to the counts of stored rejections. */
  countAttempts(repeated: readonly RepeatedAttempts[]): Promise<void>;
};

/**
 * The person who creates a key, whether it replaces the connection's earlier keys, which are then revoked, and the first
 * characters by which people recognise it.
 */
export type NewKey = { readonly replace: boolean; readonly actor: string; readonly beginning: string };

export type KeyJournal = {
  /** Returns the digests of a connection's API keys that are neither revoked nor expired. */
  keyDigests(connection: string): Promise<Buffer[]>;
  /** Returns the code of the connection whose key has this digest, or null if no valid key has it. */
  connectionOfKey(digest: Uint8Array): Promise<string | null>;
  /**
   * Stores the digest of a new key, and revokes the earlier keys if requested.
   * @returns the key's id
   */
  addKey(connection: string, digest: Uint8Array, key: NewKey): Promise<string>;
};

export type WebhookJournal = {
  /**
   * Returns whether this attempt was accepted before. `digest` is the digest of the webhook's ID, timestamp and body,
   * which together are signed.
   */
  webhookTaken(connection: string, digest: Uint8Array): Promise<boolean>;
  /**
   * Records an attempt as accepted.
   * @returns false if a concurrent delivery of the same attempt was recorded first
   */
  takeWebhook(connection: string, digest: Uint8Array): Promise<boolean>;
};

/**
 * A request for a block of a connection's daily quota: `block` is the size of the block, and `quota` the maximum for
 * the day.
 */
export type BlockAsked = {
  readonly connection: string;
  /** The day as an ISO date, in UTC. */
  readonly day: string;
  readonly block: number;
  readonly quota: number;
};

export type QuotaJournal = {
  /**
   * Reserves a block of a connection's remaining quota for a day, or the rest if it is smaller.
   * @returns `granted`, the number reserved by this call, and `taken`, the number reserved for the day in total
   */
  takeDailyBlock(asked: BlockAsked): Promise<{ readonly granted: number; readonly taken: number }>;
};
