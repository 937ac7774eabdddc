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
  /** A fault of the envelope of an accepted message, such as a missing trailer. */
  readonly warning?: string;
};

/**
 * Splits a received body into its messages, stores each, and resolves once all are committed, so that the sender can be
 * told that they were accepted. A message whose metadata the journal refuses is stored as plain bytes and becomes an
 * exception, so that the sender need not send it again. `receive/intake.ts` implements this type.
 * @throws NoRoomError if the messages cannot be stored now
 */
export type Intake = (arrival: Arrival) => Promise<Accepted[]>;

/**
 * A body that is stored while it arrives, because it is too large for memory. Call its functions one at a time: `end`
 * after the last bytes or, if the body breaks off, `discard`.
 */
export type IntakeStream = {
  /** Stores the next bytes. No more should be read from the sender until this resolves. */
  push(chunk: Uint8Array): Promise<void>;
  /**
   * Stores the messages in the body, as `Intake` does.
   * @throws NoRoomError if the messages cannot be stored now
   */
  end(): Promise<Accepted[]>;
  /** Deletes the bytes stored so far. Does nothing after `end` has resolved. */
  discard(): Promise<void>;
};

/**
 * Begins to store a body while it arrives. `beginning` contains its first bytes, which must be passed to `push`, too.
 * Resolves to null if the body must be read into memory completely, because bodies of its format cannot be split while
 * they arrive.
 */
export type OpenIntake = (
  arrival: Omit<Arrival, "body">,
  beginning: Uint8Array,
) => Promise<IntakeStream | null>;

/**
 * The error for a body that cannot be stored now, because the sidecar has no memory for it, lost the state of splitting
 * it, or does not know the connections yet. The sender must retry later.
 */
export class NoRoomError extends Error {}
