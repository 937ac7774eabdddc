import { parentPort } from "node:worker_threads";
import type { BodyContext, MessageBytes, ShownValues } from "../engine/ports/reading.ts";
import type { DecodedDocument } from "../formats/format.ts";
import type { OwnRange } from "../formats/source-file.ts";
import { release } from "../limits/release.ts";
import type { Environment } from "../transports/mllp/answer.ts";
import { type PageRequest, pagesOf } from "./pages.ts";
import type { Reading } from "./reading.ts";
import { createStreams, type Streams, type StreamTask } from "./streams.ts";

/** A task that displays a message. */
export type ShowTask =
  | ({ readonly what: "describe"; readonly decoded: DecodedDocument } & MessageBytes)
  | ({ readonly what: "file"; readonly values: ShownValues; readonly own: OwnRange | null } & MessageBytes)
  | ({
      readonly what: "comparison";
      readonly earlier: MessageBytes;
      readonly values: ShownValues;
    } & MessageBytes);

export type ThreadTask =
  | { readonly what: "cut"; readonly body: Uint8Array; readonly contentType: string | null }
  | {
      readonly what: "decode";
      readonly format: string;
      readonly body: Uint8Array;
      readonly context: BodyContext;
    }
  | { readonly what: "addressees"; readonly body: Uint8Array; readonly environment: Environment }
  | ShowTask
  | StreamTask;

export type ThreadStart = { readonly pseudonymSecret: string };

/** Performs the tasks that a decoding thread receives, one at a time. The result is sent page by page, each on request. */
export function serveReading(reading: Reading): void {
  let pages: ReturnType<typeof pagesOf> = pagesOf({});
  const streams = createStreams(reading);
  parentPort?.on("message", async (asked: PageRequest<ThreadTask>) => {
    try {
      if ("task" in asked) pages = pagesOf(await performOnce(reading, streams, asked.task));
      parentPort?.postMessage(pages.next());
    } catch (error) {
      parentPort?.postMessage({ error: String(error) });
    }
  });
}

/** Performs a task, and frees its bytes, which belong to this thread alone. */
async function performOnce(reading: Reading, streams: Streams, task: ThreadTask): Promise<object> {
  try {
    return await perform(reading, streams, task);
  } finally {
    if ("body" in task) release(task.body);
  }
}

async function perform(reading: Reading, streams: Streams, task: ThreadTask): Promise<object> {
  switch (task.what) {
    case "cut":
      return reading.cut(task.body, task.contentType);
    case "decode":
      return reading.decode(task.format, task.body, task.context);
    case "addressees":
      return { addressees: await reading.addressees(task.body, task.environment) };
    case "describe":
      return { shown: await reading.showing.describe(task, task.decoded) };
    case "file":
      return { shown: await reading.showing.file(task, task.values, task.own) };
    case "comparison":
      return { shown: await reading.showing.comparison(task.earlier, task, task.values) };
    default:
      return streams.perform(task);
  }
}
