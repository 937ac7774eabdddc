import type { BodyContext, CutStream, DecodeStream } from "../engine/ports/reading.ts";
import type { Reading } from "./reading.ts";

/** A task of a decoding thread that opens, continues or ends a stream. `stream` is the ID that the caller gave it. */
export type StreamTask =
  | OpenTask
  | CutTask
  | DecodeTask
  | { readonly what: "close"; readonly stream: number };

type Step<What extends string> = { readonly what: What; readonly stream: number };
type OpenTask =
  | (Step<"open cut"> & { readonly body: Uint8Array; readonly contentType: string | null })
  | (Step<"open decode"> & { readonly format: string; readonly context: BodyContext });
type CutTask = (Step<"cut chunk"> & { readonly body: Uint8Array }) | Step<"end cut">;
type DecodeTask =
  | (Step<"outline chunk"> & { readonly body: Uint8Array })
  | Step<"begin">
  | (Step<"decode chunk"> & { readonly body: Uint8Array })
  | Step<"end decode">;

/** The streams that are open in a decoding thread. */
export type Streams = {
  /** Performs a task and returns its result. The result is `{ lost: true }` if the stream is not open in this thread. */
  perform(task: StreamTask): Promise<object>;
};

const LOST = { lost: true };
const DONE = {};

export function createStreams(reading: Pick<Reading, "openCut" | "openDecode">): Streams {
  const cuts = new Map<number, CutStream>();
  const decodes = new Map<number, DecodeStream>();

  async function continueCut(task: CutTask): Promise<object> {
    const cut = cuts.get(task.stream);
    if (!cut) return LOST;
    if (task.what === "cut chunk") {
      await cut.push(task.body);
      return DONE;
    }
    cuts.delete(task.stream);
    return cut.end();
  }

  async function continueDecode(task: DecodeTask): Promise<object> {
    const decode = decodes.get(task.stream);
    if (!decode) return LOST;
    switch (task.what) {
      case "outline chunk":
        await decode.outline(task.body);
        return DONE;
      case "begin":
        return { needsBytes: await decode.begin() };
      case "decode chunk":
        return { documents: await decode.decode(task.body) };
      case "end decode":
        decodes.delete(task.stream);
        return decode.end();
    }
  }

  async function perform(task: StreamTask): Promise<object> {
    switch (task.what) {
      case "open cut": {
        const cut = await reading.openCut(task.body, task.contentType);
        if (cut) cuts.set(task.stream, cut);
        return { opened: cut !== null };
      }
      case "open decode": {
        const decode = await reading.openDecode(task.format, task.context);
        decodes.set(task.stream, decode);
        return { outlines: decode.outlines };
      }
      case "close":
        cuts.delete(task.stream);
        decodes.delete(task.stream);
        return DONE;
      case "cut chunk":
      case "end cut":
        return continueCut(task);
      default:
        return continueDecode(task);
    }
  }

  return { perform };
}
