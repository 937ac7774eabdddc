import type {
  DecodeContext,
  Decoded,
  DecodedDocument,
  Decoder,
  Part,
  Splitter,
  StreamingFormat,
} from "./format.ts";

/** The part of a decoding result that concerns the message as a whole, without the documents. */
export type DecodedRest = Omit<Decoded, "documents">;

type Splitting = StreamingFormat & { split(bytes: Uint8Array): readonly Part[] };
type Decoding = StreamingFormat & { decode(bytes: Uint8Array, context: DecodeContext): Decoded };

/** Returns a splitter of the format. If the format has none, the splitter holds the whole body in memory. */
export function splitterOf(format: Splitting): Splitter {
  if (format.splitter) return format.splitter();
  const kept = gathered();
  return { push: kept.push, end: () => format.split(kept.all()) };
}

/** Returns the chunks of a message from its beginning. It is called twice if the format needs two passes. */
export type ChunkSource = () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** The documents of a message one by one, then the rest of the result. */
export type DecodedChunks = {
  /** Can be iterated once. Each step reads only to the end of the chunk that completes the returned document. */
  readonly documents: AsyncIterable<DecodedDocument>;
  /** Returns acknowledgements, problem and remarks. Throws an error if not all documents have been read. */
  rest(): DecodedRest;
};

/**
 * Decodes a message from its chunks in bounded memory: one chunk with its documents, the largest transaction set (see
 * `createX12Reader`), and about a hundred bytes of acknowledgement for each transaction set. For a format without transaction
 * sets, such as HL7 v2 or JSON, the whole message is in memory, because it is one document.
 *
 * The first document is returned before the last one has been read. Invalid data results in problems of documents or of the
 * message, as in `Format.decode`, which returns the same result for the whole body. Errors of the source are thrown.
 *
 * @param outline The outline that was created when the message arrived (`OutlinedPart.outline`). Without it, the chunks are read
 *   twice.
 */
export function decodeChunks(
  format: Decoding,
  chunks: ChunkSource,
  context: DecodeContext,
  outline?: unknown,
): DecodedChunks {
  const decoding = createDecoding(format, context, outline);
  let rest: DecodedRest | null = null;
  async function* documents(): AsyncGenerator<DecodedDocument> {
    if (decoding.outlines) for await (const chunk of chunks()) decoding.outline(chunk);
    if (decoding.begin()) for await (const chunk of chunks()) yield* decoding.decode(chunk);
    const { documents: last, ...others } = decoding.end();
    rest = others;
    yield* last;
  }
  return {
    documents: documents(),
    rest() {
      if (rest === null) throw new Error("The documents of the message have not all been read yet.");
      return rest;
    },
  };
}

/** The steps of decoding a message from its chunks, in the order in which they must be called. */
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

/** Decodes a whole message in memory, with the same result as `decodeChunks`. */
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
    const kept = gathered(mostBytes + 1);
    const push = (chunk: Uint8Array) => {
      kept.push(chunk);
      return [];
    };
    return { needsBytes: true, push, end: () => decode(kept.all(), context) };
  };
}

/** Collects copies of chunks, because a source may reuse its buffer. */
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
