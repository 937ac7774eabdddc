/** The engine's interface to the work queues. Only its implementation knows the broker's exchanges and queues. */

/** The kinds of work: decoding messages, and applying documents by lane. */
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
   * Enqueues an item of work and waits for the broker's confirm. Items with the same key share a queue and stay in
   * order. Rejects if no queue accepts the item or the broker refuses it.
   */
  enqueue(work: Work, key: string, body: Uint8Array, options: PublishOptions): Promise<void>;
  /** Publishes an event and waits for the broker's confirm. Succeeds even if there is no subscriber. */
  announce(event: string, body: Uint8Array, options: PublishOptions): Promise<void>;
};

/**
 * The numbers of messages in the broker's queues: in the queues for each kind of work, in the dead-letter queue
 * ("dead"), and in the queue of incoming messages ("inbound"). Null if the broker is unreachable.
 */
export type QueueDepths = Readonly<Record<Work | "dead" | "inbound", number>> | null;

/** An AMQP message as the broker delivers it: a reference from a work queue, or an incoming message. */
export type Delivered = {
  readonly body: Uint8Array;
  readonly routingKey: string;
  readonly messageId: string | null;
  /** The publisher's broker user, which the broker has verified, or null if the publisher does not state it. */
  readonly userId: string | null;
  readonly contentType: string | null;
  readonly headers: Readonly<Record<string, unknown>>;
};

/**
 * The result of a batch: "done" acknowledges its messages, "again" has the broker redeliver them, up to the delivery
 * limit, and "dead" dead-letters them.
 */
export type BatchResult = "done" | "again" | "dead";

export type Subscription = {
  readonly queue: string;
  readonly prefetch: number;
  /**
   * The maximum number of messages in a batch. A batch need not be full: a single message is delivered without waiting.
   */
  readonly batch: number | (() => number);
  /**
   * The time in milliseconds that a batch waits for more messages while another batch is being processed. Defaults to
   * 0.
   */
  readonly fillMs?: number;
  /**
   * Limits the number of queues that are processed concurrently. `enter` is awaited before a batch is taken from the
   * queue, and resolves to the function to call once the batch has been processed.
   */
  readonly gate?: { enter(): Promise<() => void> };
  /** Processes a batch. `stopping` aborts when the sidecar stops; a handler that is waiting then returns "again". */
  readonly handle: (messages: readonly Delivered[], stopping: AbortSignal) => Promise<BatchResult>;
};
