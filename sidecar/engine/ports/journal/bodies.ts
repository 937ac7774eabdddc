import type { BodyRange } from "../../records.ts";

/**
 * The journal's operations for bodies that are too large for memory. Such bodies are stored in chunks while they
 * arrive.
 */
export type BodyJournal = {
  /** Begins a body and returns its id. Retention deletes it if it does not grow for a day and is not completed. */
  beginBody(): Promise<string>;
  /**
   * Stores a chunk of an incomplete body at an offset. The chunk becomes durable when messages that refer to the body
   * are committed. Rejects if the body has been deleted.
   */
  appendToBody(id: string, start: number, bytes: Uint8Array): Promise<void>;
  /** Deletes an incomplete body with its chunks. */
  discardBody(id: string): Promise<void>;
  /**
   * Returns the first bytes of a non-empty range: at least one byte, and at most the bytes of one stored chunk. Rejects
   * if the bytes were deleted, or if this version of the sidecar cannot read the chunk.
   */
  readChunk(range: BodyRange): Promise<Uint8Array>;
};

/** Reads a range chunk by chunk, in order. */
export async function* chunksOf(
  { readChunk }: Pick<BodyJournal, "readChunk">,
  { bodyId, start, end }: BodyRange,
): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; ) {
    const bytes = await readChunk({ bodyId, start: at, end });
    yield bytes;
    at += bytes.length;
  }
}
