import { createHash, type Hash } from "node:crypto";
import { type IntakeStream, NoRoomError, type OpenIntake } from "../ports/intake.ts";
import { type BodyJournal, chunksOf } from "../ports/journal/bodies.ts";
import { type CutStream, type OpenCut, StreamLostError } from "../ports/reading.ts";
import type { BodyRange } from "../records.ts";
import { type IntakeParts, type StoredBody, storeParts } from "./intake.ts";

export type LargeIntakeParts = IntakeParts & {
  readonly journal: BodyJournal;
  readonly openCut: OpenCut;
};

const NO_BYTES = new Uint8Array();

/**
 * Creates the function that stores bodies that are too large for memory. While a body arrives, its bytes are stored in
 * the journal in chunks, split into messages, and hashed. Then the messages are committed, each as a range of the
 * stored body.
 */
export function createLargeIntake(parts: LargeIntakeParts): OpenIntake {
  return async (arrival, beginning) => {
    const cutting = await parts.openCut(beginning, arrival.contentType);
    if (!cutting) return null;
    return openStream(parts, arrival, cutting);
  };
}

async function openStream(
  parts: LargeIntakeParts,
  arrival: Parameters<OpenIntake>[0],
  cutting: CutStream,
): Promise<IntakeStream> {
  const { journal } = parts;
  const bodyId = await journal.beginBody().catch((error: unknown) => {
    cutting.close();
    throw error;
  });
  const hash = createHash("sha256");
  let beginning: Beginning = { hash: hash.copy(), size: 0 };
  let size = 0;
  let isStored = false;
  return {
    async push(chunk) {
      beginning = { hash: hash.copy(), size };
      hash.update(chunk);
      const start = size;
      size += chunk.length;
      await Promise.all([journal.appendToBody(bodyId, start, chunk), orNoRoom(cutting.push(chunk))]);
    },
    async end() {
      const cut = await orNoRoom(cutting.end());
      const bodies: StoredBody[] = [];
      const reader = rememberingReader(journal, size);
      for (const { start, end } of cut.parts)
        bodies.push(await bodyOf(reader, { bodyId, start, end }, beginning));
      const accepted = await storeParts(parts, arrival, cut, bodies);
      isStored = true;
      return accepted;
    },
    async discard() {
      if (isStored) return;
      cutting.close();
      await journal.discardBody(bodyId);
    },
  };
}

/**
 * Returns the result of a step, but converts a StreamLostError to a NoRoomError. The body is not at fault in this case,
 * so the sender must send it again.
 */
async function orNoRoom<Result>(step: Promise<Result>): Promise<Result> {
  try {
    return await step;
  } catch (error) {
    if (error instanceof StreamLostError) throw new NoRoomError(error.message);
    throw error;
  }
}

/** The hash and the size of a body without its last chunk. */
type Beginning = { readonly hash: Hash; readonly size: number };

/**
 * Returns the range of a part, and the hash of its bytes, which are read again, because the end of a part is detected only
 * after later bytes have arrived. If the part is the whole body, perhaps without a line end, as is usual, only its last
 * chunk is read.
 */
async function bodyOf(reader: ChunkReader, range: BodyRange, beginning: Beginning): Promise<StoredBody> {
  const isWhole = range.start === 0 && range.end >= beginning.size;
  const hash = isWhole ? beginning.hash.copy() : createHash("sha256");
  const rest = { ...range, start: isWhole ? beginning.size : range.start };
  for await (const chunk of chunksOf(reader, rest)) hash.update(chunk);
  return { body: NO_BYTES, range, contentHash: hash.digest("hex") };
}

type ChunkReader = Pick<BodyJournal, "readChunk">;

/** Returns a reader of a body of this size that remembers the last chunk, because a chunk may contain hundreds of small parts. */
function rememberingReader({ readChunk }: ChunkReader, size: number): ChunkReader {
  let last: { start: number; bytes: Uint8Array } = { start: 0, bytes: NO_BYTES };
  return {
    async readChunk({ bodyId, start, end }) {
      const isIn = last.start <= start && start < last.start + last.bytes.length;
      if (!isIn) last = { start, bytes: await readChunk({ bodyId, start, end: size }) };
      return last.bytes.subarray(start - last.start, end - last.start);
    },
  };
}
