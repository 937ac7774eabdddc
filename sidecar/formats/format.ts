import type { ConnectionProfile } from "../documents/connection-profile.ts";
import type { CanonicalDocument, DocumentType } from "../documents/document.ts";
import type { Term } from "../terms/term.ts";
import type { FormatDeclaration } from "./declaration.ts";
import type { EnvelopeView } from "./envelope-view.ts";
import type { Problem } from "./mapping.ts";
import type { Pseudonym } from "./pseudonym.ts";
import type { SourceView } from "./source-view.ts";

/** A self-contained part of a body: an interchange or a message. Each becomes a message of its own. */
export type Part = {
  readonly start: number;
  readonly end: number;
  /** Identifies repeated deliveries; null when the envelope does not, and the content has to. */
  readonly identity: string | null;
  /** Why the part cannot be read. The sender is told at once, and the bytes are kept. */
  readonly unreadable?: Term;
};

/** One business document found in a message, or the reason why it cannot be used. */
export type DecodedDocument = {
  /** Unique within the message, and stable across decodings. */
  readonly key: string;
  /** The format's own code, e.g. "855". */
  readonly code: string;
  readonly controlReference: string | null;
  readonly start: number;
  readonly end: number;
} & ({ readonly document: CanonicalDocument } | ({ readonly problem: Problem } & Claimed));

/** The type and the number of a document that cannot be used, as far as they could be read, so that people find it. */
export type Claimed = { readonly type?: DocumentType; readonly number?: string };

/** An acknowledgement for the sender of a message, before it gets control numbers. */
export type Reply = { readonly code: string; readonly content: unknown };

export type Decoded = {
  readonly documents: readonly DecodedDocument[];
  readonly replies: readonly Reply[];
  /** The message as a whole cannot be used; no document of it is applied. */
  readonly problem?: Problem;
  /** What was unusual about its layout and was ignored. */
  readonly remarks?: readonly Term[];
  /** Acknowledgements that differ from what was agreed. Each key is reported to a person once for all messages of the connection. */
  readonly departures?: readonly { readonly key: string; readonly code: string; readonly problem: Problem }[];
  /** The message concerns nobody here: it is kept and acknowledged, and nothing else happens. */
  readonly passedOver?: true;
};

/** Returns the next number of a counter of the connection. No number is returned twice, until the counter restarts at 1 after `maximum`. */
export type NextNumber = (kind: string, maximum?: number) => Promise<number>;

export type Encoded = {
  /** The document's code in the format, e.g. "850". */
  readonly code: string;
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly fileName: string;
  /** The numbers on the envelope, by which an acknowledgement refers to it. */
  readonly control: Readonly<Record<string, string>>;
  readonly controlReference: string;
};

export type EncodeContext = {
  readonly connection: ConnectionProfile;
  /** ISO 8601 instant of the engine's clock, in the company's time zone and with its offset. */
  readonly now: string;
  readonly next: NextNumber;
};

/** A document cannot be written in the partner's format, for example because a value does not fit its element. */
export class EncodingFailure extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.findings.map(({ text }) => JSON.stringify(text)).join(" "));
    this.name = "EncodingFailure";
    this.problem = problem;
  }
}

export type DecodeContext = {
  readonly connection: ConnectionProfile;
  /** The identity of the message was used before with other content. */
  readonly duplicateOfOther: boolean;
  /** The document types that a flow of the connection accepts; absent: all that can be read. */
  readonly taken?: readonly DocumentType[];
  readonly pseudonym: Pseudonym;
};

/** A part of a body with what its envelope says, as `Outliner` returns it for that part. */
export type OutlinedPart = Part & { readonly outline?: unknown };

/**
 * Splits a body into its parts while it arrives. Holds no more than the parts, whose number is limited, and one header.
 * Chunks may be cut anywhere.
 */
export type Splitter = {
  push(chunk: Uint8Array): void;
  /** Returns all parts, as `Format.split` does. Only the whole body shows whether it is accepted. */
  end(): readonly OutlinedPart[];
};

/**
 * The first of two passes over a message: reads what stands behind the documents and decides about them, such as trailers and their
 * counts. Returns plain data, which can be stored and passed to `Format.decoder` at any later time.
 */
export type Outliner = { push(chunk: Uint8Array): void; end(): unknown };

/** Decodes a message from chunks that may be cut anywhere. */
export type Decoder = {
  /** False if all is known already, because the message is refused as a whole: only `end` has to be called. */
  readonly needsBytes: boolean;
  /**
   * Takes the next bytes of the message. Returns the documents that are complete, in their order. They are final: nothing that
   * follows changes them.
   */
  push(chunk: Uint8Array): readonly DecodedDocument[];
  /** Ends the message. Returns the last documents, and the acknowledgements that were built on the way. */
  end(): Decoded;
};

/** The members of a format that read from chunks. A format without them holds a body, or a message, as a whole. */
export type StreamingFormat = {
  splitter?(): Splitter;
  /** Absent if one pass is enough. */
  outliner?(): Outliner;
  /** `outline` is what the outliner of the same format returned for the same message. */
  decoder?(context: DecodeContext, outline: unknown): Decoder;
};

/** A format: its declaration, and how messages are recognised, split, read and written. Everything except the counters is pure. */
export type Format = FormatDeclaration &
  StreamingFormat & {
    /** Receivers rely on the order of messages: one that is not accepted blocks those after it. */
    readonly inOrder?: boolean;
    recognises(bytes: Uint8Array, contentType: string | null): boolean;
    split(bytes: Uint8Array): readonly Part[];
    /** Decodes one part. `decodeChunks` does the same while its bytes are read. */
    decode(bytes: Uint8Array, context: DecodeContext): Decoded;
    /** Returns what the message says about one of its documents, for a person to read. */
    describe?(bytes: Uint8Array, decoded: DecodedDocument): SourceView;
    /** Compares the envelope of a message with the connection, for the person who sets the connection up. */
    envelope?(bytes: Uint8Array, connection: ConnectionProfile): EnvelopeView | null;
    encode(document: CanonicalDocument, context: EncodeContext): Promise<Encoded>;
    encodeReply(reply: Reply, context: EncodeContext): Promise<Encoded>;
  };
