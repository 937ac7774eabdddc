/** What the transports deliver, and what they are told. The engine implements it: `receive/intake.ts`. */

export type Arrival = {
  readonly connection: string | null;
  readonly transport: "https" | "amqp" | "folder" | "mllp";
  readonly contentType: string | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Who sent it, as the transport knows: an address, a broker user. */
  readonly sender: string | null;
  readonly body: Uint8Array;
  /**
   * What identifies repeated deliveries, where the transport names it beside the body (a webhook's id). It applies to the
   * whole body and replaces the identity in the body's own envelope.
   */
  readonly identity?: string;
  readonly traceId: string;
};

export type Accepted = {
  readonly id: string;
  /** "unreadable": kept as evidence and reported to a person, but not processed. */
  readonly status: "accepted" | "duplicate" | "attention" | "unreadable";
  readonly problem: string | null;
};

/**
 * Commits received messages before the sender is answered: one message for each interchange in the body. A message that the
 * journal refuses to store with its metadata is stored as plain bytes and becomes an exception, so that nobody has to send it
 * again.
 * @throws NoRoomError if it cannot be stored now
 */
export type Intake = (arrival: Arrival) => Promise<Accepted[]>;

/** There is no capacity at the moment, or the connections are not known yet: the sender has to try again later. */
export class NoRoomError extends Error {}
