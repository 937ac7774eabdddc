import type { DecodeContext, Decoded, DecodedDocument, Part, Splitter, StreamingFormat } from "./format.ts";

/** What a message says as a whole: everything but its documents. */
export type DecodedRest = Omit<Decoded, "documents">;

type Splitting = StreamingFormat & { split(bytes: Uint8Array): readonly Part[] };
type Decoding = StreamingFormat & { decode(bytes: Uint8Array, context: DecodeContext): Decoded };

/** Returns a splitter of the format. One that has none of its own gets one that holds the body. */
export function splitterOf(format: Splitting): Splitter {
  if (format.splitter) return format.splitter();
  const kept = gathered();
  return { push: kept.push, end: () => format.split(kept.all()) };
}

/** Returns the chunks of a message from its beginning. It is called twice if the format needs two passes. */
export type ChunkSource = () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** The documents of a message one after the other, then everything else. */
export type DecodedChunks = {
  /** To be iterated once. Each step reads no further than the document that it returns, to the end of its chunk. */
  readonly documents: AsyncIterable<DecodedDocument>;
  /** Returns acknowledgements, problem and remarks. Throws before the last document has been taken. */
  rest(): DecodedRest;
};

/**
 * Decodes a message from its chunks in bounded memory: one chunk with its documents, the largest transaction set (see
 * `createX12Reader`), and a few dozen bytes of the acknowledgement for each transaction set. A format without transaction sets,
 * such as HL7 v2 or JSON, holds the message, which is one document there.
 *
 * The first document is returned before the last one has been read. Errors of the data are problems of documents or of the
 * message, as in `Format.decode`, which returns the same result for the whole body. Errors of the source are thrown.
 *
 * @param outline what was found while the message arrived (`OutlinedPart.outline`); without it, the chunks are read twice
 */
export function decodeChunks(
  format: Decoding,
  chunks: ChunkSource,
  context: DecodeContext,
  outline?: unknown,
): DecodedChunks {
  let rest: DecodedRest | null = null;
  async function* documents(): AsyncGenerator<DecodedDocument> {
    const decoderOf = format.decoder ?? gatheringDecoder(format.decode);
    const decoder = decoderOf(context, outline ?? (await outlineOf(format, chunks)));
    if (decoder.needsBytes) for await (const chunk of chunks()) yield* decoder.push(chunk);
    const { documents: last, ...others } = decoder.end();
    rest = others;
    yield* last;
  }
  return {
    documents: documents(),
    rest() {
      if (rest === null) throw new Error("The documents of the message have not all been taken yet.");
      return rest;
    },
  };
}

async function outlineOf({ outliner }: StreamingFormat, chunks: ChunkSource): Promise<unknown> {
  if (!outliner) return undefined;
  const outlining = outliner();
  for await (const chunk of chunks()) outlining.push(chunk);
  return outlining.end();
}

/** Decodes a message that is in memory as a whole, in the same way as `decodeChunks`. */
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
 * Returns a decoder for messages that are read as a whole. It holds the message, but at most `mostBytes` and one more, by which
 * `decode` sees that it is too long.
 */
export function gatheringDecoder(
  decode: Decoding["decode"],
  mostBytes = Number.POSITIVE_INFINITY,
): NonNullable<StreamingFormat["decoder"]> {
  return (context) => {
    const kept = gathered(mostBytes + 1);
    const push = (chunk: Uint8Array) => {
      kept.push(chunk);
      return [];
    };
    return { needsBytes: true, push, end: () => decode(kept.all(), context) };
  };
}

/** Collects copies of chunks, since a source may reuse its buffer. */
function gathered(mostBytes = Number.POSITIVE_INFINITY) {
  const kept: Uint8Array[] = [];
  let room = mostBytes;
  return {
    push(chunk: Uint8Array): void {
      if (room > 0) kept.push(new Uint8Array(chunk.subarray(0, room)));
      room -= chunk.length;
    },
    all: (): Uint8Array => Buffer.concat(kept),
  };
}
