import type { ConnectionProfile } from "../documents/connection-profile.ts";
import type { CanonicalDocument, DocumentType } from "../documents/document.ts";
import type { Term } from "../terms/term.ts";
import type { FormatDeclaration } from "./declaration.ts";
import type { EnvelopeView } from "./envelope-view.ts";
import type { Problem } from "./mapping.ts";
import type { Pseudonym } from "./pseudonym.ts";
import type { LinesOf } from "./source-file.ts";
import type { SourceView } from "./source-view.ts";

/** A self-contained part of a body, such as an interchange or an HL7 message. Each part becomes a separate message. */
export type Part = {
  readonly start: number;
  readonly end: number;
  /**
   * The identity, by which a message that is sent again is recognised. Null if the envelope contains no identity; the content
   * then identifies the message.
   */
  readonly identity: string | null;
  /** The reason why the part cannot be read. The sender is informed immediately, and the bytes are stored. */
  readonly unreadable?: Term;
  /** A fault of the envelope that was found while splitting. The sender is informed immediately; decoding decides what it means. */
  readonly warning?: Term;
};

/** One business document of a message, or the reason why it cannot be used. */
export type DecodedDocument = {
  /** The key of the document. It is unique within the message and the same each time the message is decoded. */
  readonly key: string;
  /** The document code of the format, such as "855". */
  readonly code: string;
  readonly controlReference: string | null;
  readonly start: number;
  readonly end: number;
} & ({ readonly document: CanonicalDocument } | ({ readonly problem: Problem } & Claimed));

/** The type and number of an unusable document, as far as they could be read, so that users can find it. */
export type Claimed = { readonly type?: DocumentType; readonly number?: string };

/** An acknowledgement for the sender of a message, without its control numbers. */
export type Reply = { readonly code: string; readonly content: unknown };

/** The content of a message: its documents, and the acknowledgements for its sender. */
export type Decoded = {
  readonly documents: readonly DecodedDocument[];
  readonly replies: readonly Reply[];
  /** The reason why the message as a whole cannot be used. None of its documents is applied. */
  readonly problem?: Problem;
  /** Texts about irregularities of the layout that were ignored. */
  readonly remarks?: readonly Term[];
  /** Acknowledgements that differ from the agreed form. Each key is reported once per connection. */
  readonly departures?: readonly { readonly key: string; readonly code: string; readonly problem: Problem }[];
  /**
   * True if the message has a problem only because its identifiers are unknown, and its sender has not been told. It is read again
   * when the connection gets other identifiers.
   */
  readonly isStranger?: true;
  /** The number of the message, if the partner numbers its messages consecutively and missing ones are to be reported. */
  readonly numbered?: { readonly series: string; readonly number: number };
  /** True if the message is not relevant, so that it is stored and acknowledged but not processed. */
  readonly passedOver?: true;
};

/**
 * Returns the next number of one of the connection's counters (`kind`). Numbers are unique until the counter restarts at 1 after
 * `maximum`.
 */
export type NextNumber = (kind: string, maximum?: number) => Promise<number>;

/** A message for a partner. */
export type Encoded = {
  /** The document code of the format, such as "850". */
  readonly code: string;
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly fileName: string;
  /** The control numbers of the envelope, to which an acknowledgement refers. */
  readonly control: Readonly<Record<string, string>>;
  readonly controlReference: string;
};

/** The values other than the document that an outgoing message depends on. */
export type EncodeContext = {
  readonly connection: ConnectionProfile;
  /** The engine's current time as an ISO 8601 instant, with the UTC offset of the company's time zone. */
  readonly now: string;
  readonly next: NextNumber;
};

/** Thrown if a document cannot be written in the partner's format, for example because a value does not fit its element. */
export class EncodingFailure extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.findings.map(({ text }) => JSON.stringify(text)).join(" "));
    this.name = "EncodingFailure";
    this.problem = problem;
  }
}

/** The values other than the message that decoding depends on. */
export type DecodeContext = {
  readonly connection: ConnectionProfile;
  /** Whether the identity of the message was used before with different content. */
  readonly duplicateOfOther: boolean;
  /**
   * Whether the sender of a message with unknown identifiers is told that it is refused. Otherwise nothing is answered, because the
   * message is read again when the connection gets these identifiers.
   */
  readonly refusesStrangers?: boolean;
  /** The document types that the connection's flows accept. If absent, all readable types are accepted. */
  readonly taken?: readonly DocumentType[];
  readonly pseudonym: Pseudonym;
};

/**
 * A part of a body. `outline` is what the `Outliner` of the format returns for its bytes; it is absent if the format needs none.
 */
export type OutlinedPart = Part & { readonly outline?: unknown };

/**
 * Splits a body into its parts while it arrives. It keeps only the list of parts, whose number is limited, and one header in
 * memory. Chunks may be cut anywhere.
 */
export type Splitter = {
  push(chunk: Uint8Array): void;
  /**
   * Returns all parts, as `Format.split` does. They are returned only at the end, because only the whole body shows whether it is
   * accepted.
   */
  end(): readonly OutlinedPart[];
};

/**
 * The first of two passes over a message. Reads the parts that follow the documents and determine whether they may be used, such
 * as trailers with their counts. Returns plain data, which can be stored and passed to `Format.decoder` at any later time.
 */
export type Outliner = { push(chunk: Uint8Array): void; end(): unknown };

/** Decodes a message from chunks that may be cut anywhere. */
export type Decoder = {
  /** False if the message is refused as a whole, so that no bytes are needed and only `end` must be called. */
  readonly needsBytes: boolean;
  /**
   * Processes the next bytes of the message. Returns the documents that are now complete, in document order. They are final,
   * because later bytes do not change them.
   */
  push(chunk: Uint8Array): readonly DecodedDocument[];
  /** Ends the message. Returns the last documents, and the acknowledgements of the whole message. */
  end(): Decoded;
};

/** The members of a format that can read from chunks. A format without them holds a whole body or message in memory. */
export type StreamingFormat = {
  splitter?(): Splitter;
  /** Creates an outliner for the first pass. Absent if one pass is sufficient. */
  outliner?(): Outliner;
  /** Creates a decoder. `outline` is the result of the format's outliner for the same message. */
  decoder?(context: DecodeContext, outline: unknown): Decoder;
};

/**
 * A format: its declaration, and the functions that recognise, split, read and write messages. All of them are pure, except for
 * the counters.
 */
export type Format = FormatDeclaration &
  StreamingFormat & {
    /** True if receivers depend on the order of messages, so that a message that is not accepted blocks the following ones. */
    readonly inOrder?: boolean;
    recognises(bytes: Uint8Array, contentType: string | null): boolean;
    split(bytes: Uint8Array): readonly Part[];
    /**
     * Returns for how many days after its last use on a connection an identity must not be used for other content. If absent, for
     * ever.
     */
    memoryDays?(connection: ConnectionProfile): number;
    /** Decodes one part. `decoder` returns the same result while the bytes are read. */
    decode(bytes: Uint8Array, context: DecodeContext): Decoded;
    /** Returns the content of one document of a message in human-readable form. */
    describe?(bytes: Uint8Array, decoded: DecodedDocument): SourceView;
    /** Returns the lines of a message for display, with the values that `shown` permits. */
    lines?: LinesOf;
    /**
     * Returns bytes of a message that contain only one document, in an envelope that can be read. `head` is the beginning of the
     * message, and `content` the range of the document. Without it, documents of large messages cannot be displayed.
     */
    part?(head: Uint8Array, content: Uint8Array): Uint8Array;
    /** What a message of the format begins with, for people who look for the cause of an unreadable one. */
    readonly expected?: Term;
    /** Compares the envelope of a message with the connection, for the person who sets up the connection. */
    envelope?(bytes: Uint8Array, connection: ConnectionProfile): EnvelopeView | null;
    /** Formats the text of an encoded document with line breaks for display. If absent, the text is displayed unchanged. */
    readable?(text: string): string;
    encode(document: CanonicalDocument, context: EncodeContext): Promise<Encoded>;
    encodeReply(reply: Reply, context: EncodeContext): Promise<Encoded>;
  };
