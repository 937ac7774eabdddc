import type { ConnectionProfile } from "../documents/connection-profile.ts";
import type { CanonicalDocument, DocumentType } from "../documents/document.ts";
import type { Term } from "../terms/term.ts";
import type { FormatDeclaration } from "./declaration.ts";
import type { EnvelopeView } from "./envelope-view.ts";
import type { Problem } from "./mapping.ts";
import type { Pseudonym } from "./pseudonym.ts";
import type { SourceView } from "./source-view.ts";

/** A self-contained part of what arrived: an interchange, a message. Each becomes a message of its own. */
export type Part = {
  readonly start: number;
  readonly end: number;
  /** What makes a second delivery the same one; null when the envelope says nothing: then the content does. */
  readonly identity: string | null;
  /** Set when the part cannot be taken at all; the sender is told at once and the bytes are kept. */
  readonly unreadable?: Term;
};

/** One business document found in a message, or the reason why it cannot be used. */
export type DecodedDocument = {
  /** Unique within the message, the same at every decoding. */
  readonly key: string;
  /** The format's own code, e.g. "855". */
  readonly code: string;
  readonly controlReference: string | null;
  readonly start: number;
  readonly end: number;
} & ({ readonly document: CanonicalDocument } | ({ readonly problem: Problem } & Claimed));

/** What a document that cannot be used says that it is, as far as that could be read: it is shown where people look for it. */
export type Claimed = { readonly type?: DocumentType; readonly number?: string };

/** What the sender is to be told about a message it sent, before control numbers are given to it. */
export type Reply = { readonly code: string; readonly content: unknown };

export type Decoded = {
  readonly documents: readonly DecodedDocument[];
  readonly replies: readonly Reply[];
  /** The message as a whole cannot be used; no document of it is applied. */
  readonly problem?: Problem;
  /** What was unusual about its layout and was ignored. */
  readonly remarks?: readonly Term[];
  /** What a person must know about how its sender was answered: raised once for all messages of the connection, by its key. */
  readonly departures?: readonly { readonly key: string; readonly code: string; readonly problem: Problem }[];
  /** Nothing in it is for us, and nobody need be told: it is kept and acknowledged, and that is all. */
  readonly passedOver?: true;
};

/** Returns the next number of a counter of the connection; each number is given once. After `maximum` comes 1 again. */
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
  /** ISO 8601 instant, given by the engine's clock: as the company's wall clock shows it, with its offset. */
  readonly now: string;
  readonly next: NextNumber;
};

/** A document cannot be written in the partner's format, e.g. a value does not fit its element. */
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
  /** The types of documents that a flow of the connection takes; left out: all that can be read. */
  readonly taken?: readonly DocumentType[];
  readonly pseudonym: Pseudonym;
};

/** How one format is recognised, cut up, read and written. All of it but the numbers is pure. */
export type Format = FormatDeclaration & {
  /** Its receivers rely on the order in which things were sent: what is not taken holds back what comes after it. */
  readonly inOrder?: boolean;
  recognises(bytes: Uint8Array, contentType: string | null): boolean;
  split(bytes: Uint8Array): readonly Part[];
  decode(bytes: Uint8Array, context: DecodeContext): Decoded;
  /** What the message says about one of its documents, for a person to read. */
  describe?(bytes: Uint8Array, decoded: DecodedDocument): SourceView;
  /** What the envelope of a message says against what the connection has agreed, for whoever sets the connection up. */
  envelope?(bytes: Uint8Array, connection: ConnectionProfile): EnvelopeView | null;
  encode(document: CanonicalDocument, context: EncodeContext): Promise<Encoded>;
  encodeReply(reply: Reply, context: EncodeContext): Promise<Encoded>;
};
