import type { Control } from "../../../documents/acknowledgement.ts";
import type { Encoded, EncodingFailure, NextNumber } from "../../../formats/format.ts";
import type { Term } from "../../../terms/term.ts";
import type {
  BodyRange,
  Delivery,
  Document,
  DocumentState,
  Lane,
  Message,
  NewDocument,
  NewEvent,
  NewMessage,
  Stored,
} from "../../records.ts";
import type { Numbered } from "./numbers.ts";

/** The journal's operations for messages: store, publish, decode and search. */

/** A delivery to store. `encode` encodes its file in the transaction that assigns its control numbers. */
export type DeliveryWriter = {
  readonly connection: string;
  readonly kind: Delivery["kind"];
  readonly documentId: string | null;
  readonly messageId: string | null;
  readonly encode: (next: NextNumber) => Promise<Encoded>;
  /**
   * Returns the exception to raise if encoding fails; the delivery is then skipped, and the transaction continues. If
   * the function is absent, the transaction fails instead.
   */
  readonly onFailure?: (error: EncodingFailure) => NewDocument;
};

export type DecodeResult = {
  readonly documents: readonly NewDocument[];
  /**
   * The acknowledgements to encode and deliver. Their control numbers are assigned in the transaction that stores the
   * result.
   */
  readonly deliveries: readonly DeliveryWriter[];
  readonly events: readonly NewEvent[];
  /** Returns the event for the exception that reports a delivery that could not be encoded. */
  readonly raisedEvent?: (raised: NewDocument) => NewEvent;
  readonly step: { readonly name: string; readonly detail?: string };
  /** The code of the flow whose retention rule applies to the message's bytes; '' for none. */
  readonly retainedAs?: string;
  /** True if the message waits, without an answer, until the connection gets its identifiers. */
  readonly isStranger?: true;
  /** The number of the message, if missing numbers of its series are to be reported. */
  readonly numbered?: Numbered;
};

/** What decoding reads from the journal, over the connection to it that stores the result. */
export type DecodeLookups = {
  /**
   * Returns the control numbers of the documents that were sent over a connection in the given envelopes: functional
   * groups or interchanges.
   */
  sentControls(connection: string, envelopes: readonly Control[]): Promise<Control[]>;
};

/** A message that is not decoded yet, with its size in bytes, and whether its bytes are in the chunks of a stored body. */
export type Undecoded = {
  readonly id: string;
  readonly connection: string | null;
  readonly size: number;
  readonly isChunked: boolean;
};

/** Documents of a message that is still being decoded, with the events about them. */
export type DecodedPortion = Pick<DecodeResult, "documents" | "events">;

/** A message, document or event in the journal that is not published yet, with the data that is published about it. */
export type Unpublished =
  | {
      readonly kind: "message";
      readonly id: string;
      readonly connection: string | null;
      readonly traceId: string;
    }
  | {
      readonly kind: "document";
      readonly id: string;
      readonly lane: Lane;
      readonly aggregate: string;
      readonly contends: string | null;
      readonly traceId: string;
    }
  | {
      readonly kind: "event";
      readonly id: string;
      readonly type: string;
      readonly subject: string;
      readonly source: string;
      readonly data: Readonly<Record<string, unknown>>;
      readonly at: Date;
      readonly traceId: string;
    };

/** The journal's operations for received messages, from storing to decoding. */
export type MessageJournal = {
  /**
   * Stores received messages and resolves once they are committed. A message with a known identity and the same content
   * is a duplicate; with different content it is stored next to the first, as a conflict.
   * @returns a result for each message, in their order
   */
  insertMessages(messages: readonly NewMessage[]): Promise<Stored[]>;
  /**
   * Passes the oldest unpublished rows to `publish`, which returns the ids of those that the broker has confirmed, and
   * marks them as published. Only one sidecar at a time does this.
   * @returns the numbers of rows published and not published, or null if another sidecar is doing it
   */
  relayOnce(
    limit: number,
    publish: (rows: readonly Unpublished[]) => Promise<ReadonlySet<string>>,
  ): Promise<{ published: number; failed: number } | null>;
  /**
   * Returns, for each connection of the given messages, its undecoded messages up to the latest given one, in the order
   * of arrival. These include earlier messages whose ids are not given.
   */
  undecoded(ids: readonly string[]): Promise<Undecoded[]>;
  /**
   * Decodes messages of one connection in one transaction, in the order of arrival, and stores the results. Messages
   * decoded meanwhile are skipped.
   * @returns the number of messages decoded
   */
  decodeTogether(
    ids: readonly string[],
    decode: (message: Message, lookups: DecodeLookups) => Promise<DecodeResult>,
    /** False if `decode` does not use the bytes, which then need not be readable. Defaults to true. */
    needsBytes?: boolean,
  ): Promise<number>;
  /**
   * Decodes a message that is too large for memory and stores the results in portions, each in a transaction of its own,
   * so that its first documents are applied while the rest is decoded. `decode` receives the message without bytes, and
   * a function that stores a portion; what it returns ends the message. If it rejects, the message remains undecoded and
   * the stored portions remain; decoding it again changes nothing in them. No other messages of the connection are
   * decoded meanwhile.
   * @returns false if another sidecar is decoding for the connection, true otherwise
   */
  decodeInPortions(
    message: Pick<Undecoded, "id" | "connection">,
    decode: (
      message: Message,
      store: (portion: DecodedPortion) => Promise<void>,
      lookups: DecodeLookups,
    ) => Promise<DecodeResult>,
  ): Promise<boolean>;
  /** Returns a message with its bytes, or null if it does not exist or is longer than `mostBytes`. */
  messageById(id: string, mostBytes: number): Promise<Message | null>;
};

export type MessageFilter = {
  readonly connection?: string | undefined;
  readonly status?: string | undefined;
  readonly reasonCode?: string | undefined;
  readonly text?: string | undefined;
  /** What a person searches for: a number, reference, control number, lot, trace, file name, ID or day (UTC). */
  readonly q?: string | undefined;
  readonly before?: string | undefined;
  readonly limit: number;
};

export type SentFilter = Pick<MessageFilter, "connection" | "limit"> & { readonly q: string };

/** An outgoing document in a list of search results. */
export type SentDocument = {
  readonly id: string;
  readonly connection: string | null;
  readonly code: string | null;
  readonly type: string | null;
  readonly number: string | null;
  readonly controlReference: string | null;
  readonly state: DocumentState;
  readonly receivedAt: Date;
};

export type MessageSummary = {
  readonly id: string;
  readonly connection: string | null;
  readonly transport: string;
  readonly format: string | null;
  readonly status: MessageStatus;
  readonly size: number;
  readonly deliveries: number;
  readonly receivedAt: Date;
  /** The time when retention removed the bytes. The other fields remain. */
  readonly bodyRemovedAt: Date | null;
  readonly traceId: string;
};
/**
 * "received" until the message is decoded, then the state of the document in it that most needs attention, or "done" if
 * it contains no document.
 */
export type MessageStatus = "received" | DocumentState;

export type Step = {
  readonly at: Date;
  readonly name: string;
  readonly detail: string | null;
  readonly documentId: string | null;
};

/**
 * The bytes of a message as they arrived: in `body`, or in a `range` of a stored body if they are too large for memory.
 * `body` is null after retention has removed them.
 */
export type StoredContent = {
  readonly connection: string | null;
  readonly contentType: string | null;
  readonly body: Buffer | null;
  readonly range: BodyRange | null;
};

/** A message with its first bytes. `size` is that of the whole message. */
export type MessageHead = Pick<
  Message,
  "id" | "connection" | "contentType" | "format" | "conflictsWith" | "receivedAt"
> & {
  readonly unreadable: Term | null;
  readonly size: number;
  readonly body: Uint8Array;
};

/** The file in which a document was sent. `body` is null after retention has removed the bytes. */
export type SentFile = { readonly fileName: string; readonly body: Uint8Array | null };

/** The journal's operations that read bytes for people. */
export type SourceJournal = Pick<MessageJournal, "messageById"> & {
  /** Returns a message with its first bytes, or null if it does not exist or its bytes were removed. */
  messageHead(id: string, mostBytes: number): Promise<MessageHead | null>;
  /** Returns a range of the bytes of a message, which must be small, or null if they do not exist any more. */
  messageRange(id: string, start: number, end: number): Promise<Uint8Array | null>;
  /** Returns the file in which a document was last sent, or null if it was not sent. */
  sentFile(documentId: string): Promise<SentFile | null>;
};

/** One page of a message's documents: at most `limit`, after the document with the id `after`. */
export type DocumentPage = { readonly after?: string | undefined; readonly limit: number };

/** An outgoing acknowledgement for a message, without its bytes. */
export type AcknowledgementSummary = {
  readonly code: string;
  readonly state: string;
  readonly doneAt: Date | null;
};

/** The operators' queries for messages. */
export type MessageSearch = {
  /**
   * Returns the messages that match a filter, newest first, at most `limit`. `before` is the id of the last message of
   * the previous page.
   */
  searchMessages(filter: MessageFilter): Promise<MessageSummary[]>;
  /** Returns the outgoing documents that `q` of a search finds, newest first, at most `limit`. */
  searchSent(filter: SentFilter): Promise<SentDocument[]>;
  messageSummary(id: string): Promise<MessageSummary | null>;
  /** Returns the content of a message as it arrived, or null if the message does not exist. */
  messageBody(id: string): Promise<StoredContent | null>;
  /** Returns the outgoing acknowledgements of a message with their bytes, in the order of their creation. */
  acknowledgementsOf(
    messageId: string,
  ): Promise<(AcknowledgementSummary & { contentType: string; body: Buffer | null })[]>;
  /** Returns the outgoing acknowledgements of a message without their bytes, in the order of their creation. */
  acknowledgementStates(messageId: string): Promise<AcknowledgementSummary[]>;
  /** Returns all documents of a message, or one page, in their order in the message. */
  documentsOfMessage(messageId: string, page?: DocumentPage): Promise<Document[]>;
  /**
   * Returns the latest steps of the message and of each of these documents, at most `most` for each, in the order in
   * which they were recorded.
   */
  latestSteps(messageId: string, documentIds: readonly string[], most: number): Promise<Step[]>;
};
