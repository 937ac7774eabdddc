import type { Delivered, Subscription } from "../broker/consumer.ts";
import { workQueues } from "../broker/topology.ts";
import { type Lanes, WAYS, type Way } from "./lanes.ts";

/** Messages handed over for decoding at once. */
const DECODE_BATCH = 40;

type Reference = { readonly message?: string; readonly document?: string };
type Handle = (ids: readonly string[]) => Promise<void>;

/** What the sidecar works on, queue by queue: decoding, and applying lane by lane. */
export function workSubscriptions(parts: {
  readonly decode: Handle;
  readonly apply: (way: Way) => Handle;
  readonly lanes: Lanes;
  /** Documents in one call of Odoo at most. */
  readonly largest: number;
}): Subscription[] {
  const decoding = workQueues("decode").map((queue) => ({
    queue,
    prefetch: DECODE_BATCH * 2,
    batch: DECODE_BATCH,
    handle: work(parts.decode),
  }));
  const applying = WAYS.flatMap((way) => {
    const { gate, size, fillMs } = parts.lanes[way];
    const handle = work(parts.apply(way));
    return workQueues(way).map((queue) => ({
      queue,
      prefetch: parts.largest * 2,
      batch: size.current,
      gate,
      fillMs,
      handle,
    }));
  });
  return [...decoding, ...applying];
}

const work =
  (handle: Handle): Subscription["handle"] =>
  async (messages) => {
    await handle(messages.flatMap(referenceOf));
    return "done";
  };

function referenceOf(message: Delivered): string[] {
  const reference = JSON.parse(Buffer.from(message.body).toString("utf8")) as Reference;
  const id = reference.message ?? reference.document;
  return id === undefined ? [] : [id];
}
