/** A body as a transport received it, with its metadata. It may contain several messages. */
export type Arrival = {
  readonly connection: string | null;
  readonly transport: "https" | "amqp" | "folder" | "mllp";
  readonly contentType: string | null;
  readonly headers: Readonly<Record<string, string>>;
  /** The sender as the transport knows it: an address, or a broker user. */
  readonly sender: string | null;
  readonly body: Uint8Array;
  /**
   * The identity of the delivery, if the transport states it outside the body (the id of a webhook). It applies to
   * the whole body and replaces the identity in the body's own envelope.
   */
  readonly identity?: string;
  readonly traceId: string;
};

export type Accepted = {
  readonly id: string;
  /**
   * "attention": the identity is known with different content. "unreadable": stored as evidence and reported as an
   * exception, but not processed.
   */
  readonly status: "accepted" | "duplicate" | "attention" | "unreadable";
  readonly problem: string | null;
};

/**
 * Stores the messages in a received body, one for each interchange, and resolves once they are committed, so that the
 * sender can be told that they were accepted. A message whose metadata the journal refuses is stored as plain bytes and
 * becomes an exception, so that the sender need not send it again. `receive/intake.ts` implements this type.
 * @throws NoRoomError if the messages cannot be stored now
 */
export type Intake = (arrival: Arrival) => Promise<Accepted[]>;

/**
 * A body that is stored while it arrives, because it is too large for memory. One call at a time. It ends with `end` or, if
 * it is broken off, with `discard`.
 */
export type IntakeStream = {
  /** Stores the next bytes. The sender should not send more until this resolves. */
  push(chunk: Uint8Array): Promise<void>;
  /**
   * Stores the messages in the body, as `Intake` does.
   * @throws NoRoomError if the messages cannot be stored now
   */
  end(): Promise<Accepted[]>;
  /** Deletes what was stored of the body. Does nothing after `end` has resolved. */
  discard(): Promise<void>;
};

/**
 * Begins a body that is stored while it arrives. `beginning` contains its first bytes, which must be pushed, too. Resolves to
 * null if bodies of this kind must be in memory completely, because they cannot be split on the way.
 */
export type OpenIntake = (
  arrival: Omit<Arrival, "body">,
  beginning: Uint8Array,
) => Promise<IntakeStream | null>;

/** The sidecar has no capacity at the moment, or does not know the connections yet. The sender must retry later. */
export class NoRoomError extends Error {}
