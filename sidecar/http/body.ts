import type { IncomingMessage } from "node:http";
import type { Readable, Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import type { Entry, NoRoom } from "../limits/admission.ts";
import { PACE, type PaceRules, watchPace } from "../limits/pace.ts";
import { gathered } from "./gathered.ts";
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
  constructor(problem: BodyProblem) {
    super(`the body was not read completely: ${problem}`);
    this.problem = problem;
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
 * Reads the complete body of a request. If it is refused midway, the rest remains unread.
 * @throws BodyFault with the problem for the response, if the body cannot be read completely
 */
export async function readBody(request: IncomingMessage, rules: BodyRules): Promise<Buffer> {
  const source = decoded(request, rules.inflate);
  const stated = Number(request.headers["content-length"]);
  if (source === request && stated > rules.maximumBytes) throw new BodyFault("body-too-large");
  try {
    return await gather(request, source, rules);
  } catch (error) {
    request.unpipe();
    request.pause();
    if (source !== request) source.destroy();
    throw error;
  }
}

function gather(request: IncomingMessage, source: Readable, rules: BodyRules): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const body = gathered();
    let size = 0;
    let pieces = 0;
    let isOver = false;
    const pace = watchPace(rules.pace ?? PACE, () => fail("slow-body"));
    const finish = (act: () => void) => {
      isOver = true;
      pace.stop();
      source.off("data", take).off("end", end);
      request.off("data", count).off("close", gone);
      act();
    };
    const fail = (problem: BodyProblem) => finish(() => reject(new BodyFault(problem)));
    const count = (piece: Buffer) => pace.moved(piece.length);
    const rest = () => {
      source.pause();
      setImmediate(() => {
        if (!isOver) source.resume();
      });
    };
    const take = (piece: Buffer) => {
      size += piece.length;
      if (size > rules.maximumBytes) return fail("body-too-large");
      const why = rules.entry.resize(size);
      if (why !== null) return fail(NO_ROOM[why]);
      body.add(piece);
      pieces += 1;
      if (pieces % PIECES_A_TURN === 0) rest();
    };
    const end = () => {
      const why = size === 0 ? null : rules.entry.store();
      if (why !== null) return fail(NO_ROOM[why]);
      finish(() => resolve(body.whole()));
    };
    const gone = () => {
      if (!request.complete) fail("bad-request");
    };
    // These handlers stay attached: later errors, such as those of a destroyed stream, have no other listener and would end the
    // process.
    request.on("error", () => fail("bad-request"));
    if (source !== request) source.on("error", () => fail("bad-request"));
    request.on("data", count).on("close", gone);
    source.on("data", take).once("end", end);
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
