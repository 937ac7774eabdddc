import type { Encoded, EncodingFailure, NextNumber } from "../../../formats/format.ts";
import type {
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

/** What the journal does with messages: store, hand out for publishing, decode, search. */

/** Bytes to be written once their control numbers are known. */
export type DeliveryWriter = {
  readonly connection: string;
  readonly kind: Delivery["kind"];
  readonly documentId: string | null;
  readonly messageId: string | null;
  readonly encode: (next: NextNumber) => Promise<Encoded>;
  /** If given, a delivery that cannot be written is skipped and the transaction goes on. @returns the document to report it with */
  readonly onFailure?: (error: EncodingFailure) => NewDocument;
};

export type DecodeResult = {
  readonly documents: readonly NewDocument[];
  /** Functional acknowledgements; their control numbers are assigned in the same transaction. */
  readonly deliveries: readonly DeliveryWriter[];
  readonly events: readonly NewEvent[];
  /** The event about a delivery that could not be written. */
  readonly raisedEvent?: (raised: NewDocument) => NewEvent;
  readonly step: { readonly name: string; readonly detail?: string };
  /** The flow whose retention rule applies to the message's bytes; '' for none. */
  readonly retainedAs?: string;
};

/** A message that is still to be decoded. `size` in bytes. */
export type Undecoded = { readonly id: string; readonly connection: string | null; readonly size: number };

/** A row that the broker does not have yet. */
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

/** The stages of a message on its way in. */
export type MessageJournal = {
  /**
   * Commits received messages. The same identity with the same content is a duplicate; with different content it is stored next
   * to the first as a conflict.
   */
  insertMessages(messages: readonly NewMessage[]): Promise<Stored[]>;
  /**
   * Hands the oldest unpublished rows to `publish` and marks those whose ids it returns. One sidecar at a time does so.
   * @returns how many were published and how many were not; null when another sidecar is at it
   */
  relayOnce(
    limit: number,
    publish: (rows: readonly Unpublished[]) => Promise<ReadonlySet<string>>,
  ): Promise<{ published: number; failed: number } | null>;
  /**
   * Returns the undecoded messages of the connections of these messages, up to the latest of them, in the order of arrival. This
   * includes earlier messages that were not requested.
   */
  undecoded(ids: readonly string[]): Promise<Undecoded[]>;
  /**
   * Decodes messages of one connection in one transaction, in the order of arrival, and skips those decoded meanwhile.
   * @returns how many were decoded
   */
  decodeTogether(
    ids: readonly string[],
    decode: (message: Message) => Promise<DecodeResult>,
  ): Promise<number>;
  /** Returns a message with its bytes; null when there is none, or it is longer than `mostBytes`. */
  messageById(id: string, mostBytes: number): Promise<Message | null>;
};

export type MessageFilter = {
  readonly connection?: string | undefined;
  readonly status?: string | undefined;
  readonly reasonCode?: string | undefined;
  readonly text?: string | undefined;
  readonly before?: string | undefined;
  readonly limit: number;
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
  /** When retention removed its bytes; the rest is still known. */
  readonly bodyRemovedAt: Date | null;
  readonly traceId: string;
};
/** "received" until the message is decoded, then the state of its most urgent document. */
export type MessageStatus = "received" | DocumentState;

export type Step = {
  readonly at: Date;
  readonly name: string;
  readonly detail: string | null;
  readonly documentId: string | null;
};

/** One page of a message's documents: at most this many, after the one with that ID. */
export type DocumentPage = { readonly after?: string | undefined; readonly limit: number };

/** An outgoing acknowledgement for a message, without its bytes. */
export type AcknowledgementSummary = {
  readonly code: string;
  readonly state: string;
  readonly doneAt: Date | null;
};

/** What the operators' API reads of messages. */
export type MessageSearch = {
  /** Returns messages, newest first. `before` is the id after which the next page begins. */
  searchMessages(filter: MessageFilter): Promise<MessageSummary[]>;
  messageSummary(id: string): Promise<MessageSummary | null>;
  /** Returns the bytes as they arrived; `body` is null once retention removed them. */
  messageBody(id: string): Promise<{
    connection: string | null;
    contentType: string | null;
    body: Buffer | null;
  } | null>;
  /** Returns the acknowledgements written for a message, in the order in which they were made. */
  acknowledgementsOf(
    messageId: string,
  ): Promise<(AcknowledgementSummary & { contentType: string; body: Buffer | null })[]>;
  /** Returns the same without the bytes. */
  acknowledgementStates(messageId: string): Promise<AcknowledgementSummary[]>;
  /** Returns a message's documents in their order; all of them, or a page. */
  documentsOfMessage(messageId: string, page?: DocumentPage): Promise<Document[]>;
  /** Returns the last steps of the message itself and of each of the documents, in order: at most `most` of each. */
  latestSteps(messageId: string, documentIds: readonly string[], most: number): Promise<Step[]>;
};
