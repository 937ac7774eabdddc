import { gathered } from "../codecs/gathered.ts";
import type { DecodeContext, Decoded, DecodedDocument, Decoder, StreamingFormat } from "./format.ts";

type Decoding = StreamingFormat & { decode(bytes: Uint8Array, context: DecodeContext): Decoded };

/**
 * The steps of decoding a message from its chunks, in the order in which they must be called. Invalid data results in problems of
 * documents or of the message, as in `Format.decode`, which returns the same result for the whole body.
 *
 * Memory is bounded by one chunk with its documents, the largest transaction set (see `createX12Reader`), and about a hundred bytes
 * of acknowledgement for each transaction set. For a format without transaction sets, such as HL7 v2 or JSON, the whole message is
 * in memory, because it is one document.
 */
export type ChunkDecoding = {
  /** Whether all chunks must be outlined before they are decoded. */
  readonly outlines: boolean;
  outline(chunk: Uint8Array): void;
  /** Ends the outline. Returns whether the chunks must be decoded: false if the message is refused as a whole. */
  begin(): boolean;
  /** Returns the documents that the chunk completes. */
  decode(chunk: Uint8Array): readonly DecodedDocument[];
  /** Returns the last documents, and the acknowledgements of the whole message. */
  end(): Decoded;
};

/** @param known The outline, if it was created when the message arrived. */
export function createDecoding(format: Decoding, context: DecodeContext, known?: unknown): ChunkDecoding {
  const outliner = known === undefined ? format.outliner?.() : undefined;
  const decoderOf = format.decoder ?? gatheringDecoder(format.decode);
  let decoder: Decoder | null = null;
  const begun = (): Decoder => {
    decoder ??= decoderOf(context, outliner ? outliner.end() : known);
    return decoder;
  };
  return {
    outlines: outliner !== undefined,
    outline: (chunk) => outliner?.push(chunk),
    begin: () => begun().needsBytes,
    decode: (chunk) => begun().push(chunk),
    end: () => begun().end(),
  };
}

/** Decodes a whole message in memory, with the same result as from its chunks. */
export function decodeWhole(
  { outliner, decoder }: Required<Pick<StreamingFormat, "outliner" | "decoder">>,
  bytes: Uint8Array,
  context: DecodeContext,
): Decoded {
  const outlining = outliner();
  outlining.push(bytes);
  const decoding = decoder(context, outlining.end());
  const documents = decoding.needsBytes ? decoding.push(bytes) : [];
  const last = decoding.end();
  return { ...last, documents: [...documents, ...last.documents] };
}

/**
 * Creates a decoder for messages that are read as a whole. It holds the message in memory, but at most `mostBytes` + 1 bytes: the
 * additional byte shows `decode` that the message is too long.
 */
export function gatheringDecoder(
  decode: Decoding["decode"],
  mostBytes = Number.POSITIVE_INFINITY,
): NonNullable<StreamingFormat["decoder"]> {
  return (context) => {
    const kept = gathered({ isReused: true, mostBytes: mostBytes + 1 });
    const push = (chunk: Uint8Array) => {
      kept.add(chunk);
      return [];
    };
    return { needsBytes: true, push, end: () => decode(kept.whole(), context) };
  };
}
