import type { Delivered, Subscription } from "../broker/consumer.ts";
import { workQueues } from "../broker/topology.ts";

/** Messages decoded from one delivery of the broker; each commits on its own. */
const DECODE_BATCH = 20;

type Reference = { readonly message?: string; readonly document?: string };

/** What the sidecar works on, queue by queue: decoding, and applying lane by lane. */
export function workSubscriptions(parts: {
  readonly decode: (messageIds: readonly string[]) => Promise<void>;
  readonly apply: (documentIds: readonly string[]) => Promise<void>;
  readonly batch: number;
}): Subscription[] {
  const work = (
    queue: string,
    batch: number,
    handle: (ids: readonly string[]) => Promise<void>,
  ): Subscription => ({
    queue,
    prefetch: batch * 2,
    batch,
    handle: async (messages) => {
      await handle(messages.flatMap(referenceOf));
      return "done";
    },
  });
  return [
    ...workQueues("decode").map((queue) => work(queue, DECODE_BATCH, parts.decode)),
    ...(["critical", "standard", "bulk"] as const).flatMap((lane) =>
      workQueues(lane).map((queue) => work(queue, parts.batch, parts.apply)),
    ),
  ];
}

function referenceOf(message: Delivered): string[] {
  const reference = JSON.parse(Buffer.from(message.body).toString("utf8")) as Reference;
  const id = reference.message ?? reference.document;
  return id === undefined ? [] : [id];
}
