import {
  type Cut,
  type CutStream,
  type DecodeStream,
  type OpenCut,
  type OpenDecode,
  StreamLostError,
} from "../engine/ports/reading.ts";
import type { Decoded, DecodedDocument } from "../formats/format.ts";
import { problemOf } from "../formats/mapping.ts";
import { unreadable } from "./reading.ts";
import type { StreamTask } from "./streams.ts";
import { say } from "./terms.ts";
import { TaskLost, type TaskWorker } from "./worker.ts";

type StreamWorker = Pick<TaskWorker<StreamTask>, "run" | "keep">;

const TOO_MUCH = say("too-demanding");
let lastStream = 0;

/**
 * Returns the function that splits bodies in a thread, chunk by chunk. If a chunk needs too much memory or time, the whole body
 * becomes one unreadable part.
 */
export function remoteCut(worker: StreamWorker): OpenCut {
  return async (beginning, contentType): Promise<CutStream | null> => {
    const steps = createSteps(worker);
    const opened = await steps.run<{ opened: boolean }>((stream) => ({
      ...{ what: "open cut", stream, body: copyOf(beginning), contentType },
    }));
    if (opened?.opened === false) {
      steps.free();
      return null;
    }
    let length = 0;
    return {
      async push(chunk) {
        length += chunk.length;
        await steps.run((stream) => ({ what: "cut chunk", stream, body: copyOf(chunk) }));
      },
      async end() {
        const cut = await steps.run<Cut>((stream) => ({ what: "end cut", stream }));
        steps.free();
        return cut ?? { format: null, parts: [unreadable({ length }, TOO_MUCH)] };
      },
      close: steps.close,
    };
  };
}

/**
 * Returns the function that decodes messages in a thread, chunk by chunk. If a chunk needs too much memory or time, decoding ends
 * with a problem, and without further documents.
 */
export function remoteDecode(worker: StreamWorker): OpenDecode {
  return async (format, context): Promise<DecodeStream> => {
    const steps = createSteps(worker);
    const opened = await steps.run<{ outlines: boolean }>((stream) => ({
      ...{ what: "open decode", stream, format, context },
    }));
    return {
      outlines: opened?.outlines ?? false,
      async outline(chunk) {
        await steps.run((stream) => ({ what: "outline chunk", stream, body: copyOf(chunk) }));
      },
      async begin() {
        const begun = await steps.run<{ needsBytes: boolean }>((stream) => ({ what: "begin", stream }));
        return begun?.needsBytes ?? false;
      },
      async decode(chunk) {
        const decoded = await steps.run<{ documents: DecodedDocument[] }>((stream) => ({
          ...{ what: "decode chunk", stream, body: copyOf(chunk) },
        }));
        return decoded?.documents ?? [];
      },
      async end() {
        const decoded = await steps.run<Decoded>((stream) => ({ what: "end decode", stream }));
        steps.free();
        return (
          decoded ?? { documents: [], replies: [], problem: problemOf("UNREADABLE", "message", TOO_MUCH) }
        );
      },
      close: steps.close,
    };
  };
}

/**
 * Creates the functions that run the steps of one stream and close the stream. `run` resolves to null once a step of the stream
 * has caused the thread to be ended: the stream is not continued, because it would cause that again. `run` rejects with a
 * StreamLostError if the thread was ended because of another stream's task.
 */
function createSteps(worker: StreamWorker) {
  const stream = ++lastStream;
  // The thread must not end while it holds the stream.
  const free = worker.keep();
  let isOver = false;
  async function run<Result extends object>(task: (stream: number) => StreamTask): Promise<Result | null> {
    if (isOver) return null;
    const step = task(stream);
    const moved = "body" in step ? [step.body.buffer as ArrayBuffer] : [];
    try {
      const result = await worker.run<Result | { lost: true }>(step, moved);
      if ("lost" in result) throw new StreamLostError("the thread that held the stream was ended");
      return result;
    } catch (error) {
      if (!(error instanceof TaskLost)) throw error;
      isOver = true;
      return null;
    }
  }
  const close = () => {
    if (!isOver) void worker.run({ what: "close", stream }).catch(() => undefined);
    free();
  };
  return { run, free, close };
}

/** Returns a copy of a chunk, which can be transferred to a thread. */
const copyOf = (chunk: Uint8Array): Uint8Array => new Uint8Array(chunk);
