import type {
  DecodeContext,
  Decoded,
  DecodedDocument,
  Format,
  Splitter,
} from "../../sidecar/formats/format.ts";
import { createDecoding } from "../../sidecar/formats/streaming.ts";

/** Returns the splitter of a format that has one. */
export function splitterOf({ code, splitter }: Pick<Format, "code" | "splitter">): Splitter {
  if (!splitter) throw new Error(`format ${code} does not split bodies while they arrive`);
  return splitter();
}

/** Returns the chunks of a message from its beginning. It is called twice if the format needs two passes. */
export type ChunkSource = () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** The documents of a message one by one, then the rest of the result. */
export type DecodedChunks = {
  /** Can be iterated once. Each step reads only to the end of the chunk that completes the returned document. */
  readonly documents: AsyncIterable<DecodedDocument>;
  /** Returns acknowledgements, problem and remarks. Throws an error if not all documents have been read. */
  rest(): Omit<Decoded, "documents">;
};

/**
 * Decodes a message from its chunks, with the steps that the sidecar uses for a message that is too large for memory. Errors of the
 * source are thrown.
 *
 * @param outline The outline that was created when the message arrived (`OutlinedPart.outline`). Without it, the chunks are read
 *   twice.
 */
export function decodeChunks(
  format: Parameters<typeof createDecoding>[0],
  chunks: ChunkSource,
  context: DecodeContext,
  outline?: unknown,
): DecodedChunks {
  const decoding = createDecoding(format, context, outline);
  let rest: Omit<Decoded, "documents"> | null = null;
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
