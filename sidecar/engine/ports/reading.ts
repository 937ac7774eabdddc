import type { CanonicalDocument } from "../../documents/document.ts";
import type { DecodeContext, Decoded, DecodedDocument, Part } from "../../formats/format.ts";
import type { OwnRange, SourceFile } from "../../formats/source-file.ts";
import type { SourceView } from "../../formats/source-view.ts";

/**
 * A body split into its messages. `format` is the code of its format, or null if no format recognises it. `failure` is
 * the error if a bug in Suture prevented the splitting.
 */
export type Cut = {
  readonly format: string | null;
  readonly parts: readonly Part[];
  readonly failure?: string;
};
/** Recognises the format of a body of any size and splits the body into messages, without blocking the caller. */
export type CutBody = (body: Uint8Array, contentType: string | null) => Promise<Cut>;

export type BodyContext = Omit<DecodeContext, "pseudonym">;
/** Decodes a message of the given format. Rejects if a bug in Suture prevents that. */
export type DecodeBody = (format: string, body: Uint8Array, context: BodyContext) => Promise<Decoded>;

/** Splits a body into messages while it arrives. `close` must be called if `end` is not. */
export type CutStream = {
  push(chunk: Uint8Array): Promise<void>;
  end(): Promise<Cut>;
  close(): void;
};
/**
 * Recognises the format of a body by its first bytes and begins to split the body. Resolves to null if no format is
 * recognised, or if bodies of the format can be split only as a whole. The first bytes must be passed to `push`, too.
 */
export type OpenCut = (beginning: Uint8Array, contentType: string | null) => Promise<CutStream | null>;

/**
 * Decodes a message chunk by chunk. If `outlines` is true, the caller passes all chunks to `outline`. Then it calls
 * `begin` and, if that resolves to true, passes all chunks to `decode`. `end` returns the last documents and the
 * acknowledgements. `close` must be called if `end` is not. Each step may reject with a StreamLostError.
 */
export type DecodeStream = {
  readonly outlines: boolean;
  outline(chunk: Uint8Array): Promise<void>;
  begin(): Promise<boolean>;
  decode(chunk: Uint8Array): Promise<readonly DecodedDocument[]>;
  end(): Promise<Decoded>;
  close(): void;
};
/** Begins to decode a message of the given format. */
export type OpenDecode = (format: string, context: BodyContext) => Promise<DecodeStream>;

/**
 * The error if the state of a stream was lost because of another body or message. The stream can be repeated from its
 * beginning.
 */
export class StreamLostError extends Error {}

/** The bytes of a message and the code of its format. */
export type MessageBytes = { readonly format: string; readonly body: Uint8Array };

/** The values of a message that may be shown: those that the documents contain, and `also`. */
export type ShownValues = {
  readonly documents: readonly CanonicalDocument[];
  readonly also?: string | null;
};

/**
 * Converts messages to a form that people can read, without blocking the caller. Each operation resolves to null if the format
 * cannot be displayed, or if it takes too much time or memory.
 */
export type Showing = {
  /** Returns the content of one document of a message. */
  describe(message: MessageBytes, decoded: DecodedDocument): Promise<SourceView | null>;
  /** Returns the lines of a message. `own` is the range of the document that is shown, or null. */
  file(message: MessageBytes, values: ShownValues, own: OwnRange | null): Promise<SourceFile | null>;
  /** Returns the lines of two messages, with the differences marked. */
  comparison(earlier: MessageBytes, later: MessageBytes, values: ShownValues): Promise<SourceFile | null>;
};
