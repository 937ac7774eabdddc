import type { IncomingMessage } from "node:http";
import type { Readable, Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { gathered } from "../codecs/gathered.ts";
import type { Entry, NoRoom } from "../limits/admission.ts";
import { PACE, type PaceRules, watchPace } from "../limits/pace.ts";
import { release } from "../limits/release.ts";
import type { ProblemCode } from "./problem.ts";

export type BodyRules = {
  /** The maximum size in bytes after decompression. */
  readonly maximumBytes: number;
  /** Whether to decompress a compressed body. If false, such a body is refused. */
  readonly inflate: boolean;
  /** The entry of this body in the admission control. Its size grows with the bytes received, counted after decompression. */
  readonly entry: Entry;
  readonly pace?: PaceRules | undefined;
};

export type BodyProblem = Extract<
  ProblemCode,
  "body-too-large" | "unsupported-encoding" | "bad-request" | "slow-body" | "not-ready" | "too-many-requests"
>;

/** The error that `readBody` throws for a body that cannot be read completely, with the problem for the response. */
export class BodyFault extends Error {
  readonly problem: BodyProblem;
  /** The limit in bytes, if the body exceeds it. */
  readonly limit: number | null;
  constructor(problem: BodyProblem, limit: number | null = null) {
    super(`the body was not read completely: ${problem}`);
    this.problem = problem;
    this.limit = limit;
  }
}

/**
 * The maximum number of chunks processed before other tasks run: 64 KiB can contain ten thousand one-byte chunks, which would
 * delay other requests.
 */
const PIECES_A_TURN = 2048;

/** The problem to respond with if there is no memory for a body: in general, or beyond the share of its sender. */
const NO_ROOM = { full: "not-ready", "over-share": "too-many-requests" } as const satisfies Record<
  NoRoom,
  BodyProblem
>;

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * Reads the complete body of a request into memory. If it is refused midway, the rest remains unread.
 * @throws BodyFault with the problem for the response, if the body cannot be read completely
 */
export async function readBody(request: IncomingMessage, rules: BodyRules): Promise<Buffer> {
  const body = gathered();
  let size = 0;
  await pour(request, rules, (piece) => {
    size += piece.length;
    reserve(rules.entry, size);
    body.add(piece);
  });
  if (size > 0) store(rules.entry);
  return body.whole();
}

/** A stream, such as an `IntakeStream`, that receives the bytes of a body that is too large for memory. */
export type ByteStream = { push(chunk: Uint8Array): Promise<void>; discard(): Promise<void> };

export type LargeBodyRules<Stream extends ByteStream> = BodyRules & {
  /** The maximum size in bytes, after decompression, of a body that `open` accepts. */
  readonly largestBytes: number;
  /** Opens a stream for a body with the given beginning. Resolves to null if the body must be read into memory. */
  readonly open: (beginning: Buffer) => Promise<Stream | null>;
};

/**
 * The size in bytes above which a body is passed to a stream, and the minimum size of the chunks that the stream receives, except
 * the last.
 */
const CHUNK_BYTES = 131_072;

/**
 * Reads the complete body of a request: a small body into memory, and a large one into the stream that `open` returns. While the
 * stream stores a chunk, nothing is read from the sender, so only little more than `CHUNK_BYTES` of a large body is in memory.
 * @throws BodyFault with the problem for the response, if the body cannot be read completely; the stream is then discarded
 */
export async function readLargeBody<Stream extends ByteStream>(
  request: IncomingMessage,
  rules: LargeBodyRules<Stream>,
): Promise<Buffer | Stream> {
  let held = gathered();
  let size = 0;
  let stream: Stream | null = null;
  let isWhole = false;

  async function flush(to: Stream): Promise<void> {
    const chunk = held.whole();
    held = gathered();
    size = 0;
    if (chunk.length === 0) return;
    await to.push(chunk);
    release(chunk);
  }
  async function decide(): Promise<void> {
    const beginning = held.whole();
    held = gathered();
    held.add(beginning);
    stream = await rules.open(beginning);
    if (stream) return flush(stream);
    isWhole = true;
    checkSize(size, rules.maximumBytes);
  }
  const take = (piece: Buffer): Promise<void> | void => {
    size += piece.length;
    held.add(piece);
    if (stream) return size >= CHUNK_BYTES ? flush(stream) : undefined;
    if (isWhole) checkSize(size, rules.maximumBytes);
    reserve(rules.entry, size);
    if (!isWhole && size > Math.min(CHUNK_BYTES, rules.maximumBytes)) return decide();
  };
  try {
    await pour(request, { ...rules, maximumBytes: rules.largestBytes }, take);
    if (stream) await flush(stream);
    if (stream || size > 0) store(rules.entry);
    return stream ?? held.whole();
  } catch (error) {
    // If the journal is unreachable, retention deletes what was stored.
    await (stream as Stream | null)?.discard().catch(() => undefined);
    throw error;
  }
}

function checkSize(size: number, limit: number): void {
  if (size > limit) throw new BodyFault("body-too-large", limit);
}

function reserve(entry: Entry, bytes: number): void {
  const why = entry.resize(bytes);
  if (why !== null) throw new BodyFault(NO_ROOM[why]);
}

function store(entry: Entry): void {
  const why = entry.store();
  if (why !== null) throw new BodyFault(NO_ROOM[why]);
}

/**
 * Passes the decompressed bytes of a body to `take` until the body ends. If `take` returns a promise, nothing is read until it
 * resolves. If the body is refused midway, the rest remains unread.
 * @throws BodyFault with the problem for the response, or the error that `take` throws
 */
async function pour(
  request: IncomingMessage,
  rules: Pick<BodyRules, "maximumBytes" | "inflate" | "pace">,
  take: (piece: Buffer) => Promise<void> | void,
): Promise<void> {
  const source = decoded(request, rules.inflate);
  const stated = Number(request.headers["content-length"]);
  if (source === request) checkSize(stated, rules.maximumBytes);
  try {
    await pourFrom(request, source, rules, take);
  } catch (error) {
    request.unpipe();
    request.pause();
    if (source !== request) source.destroy();
    throw error;
  }
}

function pourFrom(
  request: IncomingMessage,
  source: Readable,
  rules: Pick<BodyRules, "maximumBytes" | "pace">,
  take: (piece: Buffer) => Promise<void> | void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let size = 0;
    let pieces = 0;
    let isOver = false;
    let taking: Promise<void> = Promise.resolve();
    const pace = watchPace(rules.pace ?? PACE, () => fail("slow-body"));
    const finish = (act: () => void) => {
      if (isOver) return;
      isOver = true;
      pace.stop();
      source.off("data", accept).off("end", end);
      request.off("data", count).off("close", gone);
      // A chunk that is being stored is waited for, so that nothing is stored after the body has been refused.
      void taking.then(act, act);
    };
    const stop = (error: unknown) => finish(() => reject(error));
    const fail = (problem: BodyProblem) => stop(new BodyFault(problem));
    const count = (piece: Buffer) => pace.moved(piece.length);
    const resume = () => {
      if (!isOver) source.resume();
    };
    const rest = () => {
      source.pause();
      setImmediate(resume);
    };
    const hold = (taken: Promise<void>) => {
      source.pause();
      pace.pause();
      taking = taken;
      taken.then(() => {
        pace.resume();
        resume();
      }, stop);
    };
    const accept = (piece: Buffer) => {
      size += piece.length;
      try {
        checkSize(size, rules.maximumBytes);
        const taken = take(piece);
        pieces += 1;
        if (taken) hold(taken);
        else if (pieces % PIECES_A_TURN === 0) rest();
      } catch (error) {
        stop(error);
      }
    };
    const end = () => finish(resolve);
    const gone = () => {
      if (!request.complete) fail("bad-request");
    };
    // These handlers stay attached: later errors, such as those of a destroyed stream, have no other listener and would end the
    // process.
    request.on("error", () => fail("bad-request"));
    if (source !== request) source.on("error", () => fail("bad-request"));
    request.on("data", count).on("close", gone);
    source.on("data", accept).once("end", end);
  });
}

/**
 * Reads and discards the rest of a refused body for at most `patienceMs` milliseconds. A sender that is still sending when the
 * connection closes could not read the response.
 */
export function discardRest(request: IncomingMessage, patienceMs: number): Promise<void> {
  if (request.complete || request.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, patienceMs);
    const finish = () => {
      clearTimeout(timer);
      resolve();
    };
    request.once("end", finish).once("close", finish).resume();
  });
}

/**
 * Returns the body as a stream of decompressed bytes. Throws a BodyFault if its encoding is not supported, or if `inflate` is
 * false and it is compressed.
 */
function decoded(request: IncomingMessage, inflate: boolean): Readable {
  const encoding = (request.headers["content-encoding"] ?? "identity").toLowerCase();
  if (encoding === "identity") return request;
  const decoder = inflate && Object.hasOwn(DECODERS, encoding) ? DECODERS[encoding] : undefined;
  if (decoder === undefined) throw new BodyFault("unsupported-encoding");
  return request.pipe(decoder());
}
