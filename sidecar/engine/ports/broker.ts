/** Queues of work, as the engine sees them: only the broker knows which exchange or queue implements them. */

/** The kinds of work: messages to decode, and documents to apply by lane, or by what they compete for. */
export const WORKS = ["decode", "critical", "standard", "bulk", "contended"] as const;
export type Work = (typeof WORKS)[number];

export type PublishOptions = {
  readonly messageId: string;
  readonly contentType: string;
  readonly traceId?: string;
};

export type Broker = {
  connected(): boolean;
  /**
   * Enqueues an item of work and waits for the broker's confirm. Items with the same key share a queue and stay in order.
   * Rejects when no queue takes it or the broker refuses it.
   */
  enqueue(work: Work, key: string, body: Uint8Array, options: PublishOptions): Promise<void>;
  /** Publishes an event and waits for the confirm. It succeeds even if nobody listens. */
  announce(event: string, body: Uint8Array, options: PublishOptions): Promise<void>;
};

/** Messages waiting in the broker: by kind of work, published by others, and dead-lettered. Null: the broker does not answer. */
export type QueueDepths = Readonly<Record<Work | "dead" | "inbound", number>> | null;

/** A message as the broker delivers it. */
export type Delivered = {
  readonly body: Uint8Array;
  readonly routingKey: string;
  readonly messageId: string | null;
  /** The publisher's user, where the publisher names it: the broker has verified it. */
  readonly userId: string | null;
  readonly contentType: string | null;
  readonly headers: Readonly<Record<string, unknown>>;
};

/** What a handler returns for a batch. "again": redeliver it, up to the delivery limit. "dead": dead-letter it. */
export type BatchResult = "done" | "again" | "dead";

export type Subscription = {
  readonly queue: string;
  readonly prefetch: number;
  /** Messages in a batch at most; a single message is handed over without waiting. */
  readonly batch: number | (() => number);
  /** How long a batch is filled while another one is being processed. Milliseconds; default 0. */
  readonly fillMs?: number;
  /** Entered for each batch, which is taken once there is room: limits how many queues are processed at a time. */
  readonly gate?: { enter(): Promise<() => void> };
  /** `stopping` aborts when the sidecar stops; a handler that is waiting returns "again" then. */
  readonly handle: (messages: readonly Delivered[], stopping: AbortSignal) => Promise<BatchResult>;
};
