import { parentPort, workerData } from "node:worker_threads";
import type { BodyContext } from "../engine/ports.ts";
import { formats } from "../formats/registry.ts";
import { createPseudonym } from "../security/pseudonym.ts";
import type { Environment } from "../transports/mllp/answer.ts";
import { type PageRequest, pagesOf } from "./pages.ts";
import { directReading } from "./reading.ts";

/** A thread that reads bodies: one task at a time, with its result in pages that are requested one by one. */

export type ThreadTask =
  | { readonly what: "cut"; readonly body: Uint8Array; readonly contentType: string | null }
  | {
      readonly what: "decode";
      readonly format: string;
      readonly body: Uint8Array;
      readonly context: BodyContext;
    }
  | { readonly what: "addressees"; readonly body: Uint8Array; readonly environment: Environment };

export type ThreadStart = { readonly pseudonymSecret: string };

const reading = directReading(formats, createPseudonym((workerData as ThreadStart).pseudonymSecret));
let pages: ReturnType<typeof pagesOf> = pagesOf({});

parentPort?.on("message", async (asked: PageRequest<ThreadTask>) => {
  try {
    if ("task" in asked) pages = pagesOf(await perform(asked.task));
    parentPort?.postMessage(pages.next());
  } catch (error) {
    parentPort?.postMessage({ error: String(error) });
  }
});

async function perform(task: ThreadTask): Promise<object> {
  switch (task.what) {
    case "cut":
      return reading.cut(task.body, task.contentType);
    case "decode":
      return reading.decode(task.format, task.body, task.context);
    case "addressees":
      return { addressees: await reading.addressees(task.body, task.environment) };
  }
}
