import { LANES, type LaneName, type Lanes } from "../model/lanes.ts";
import type { Delivered, Subscription, Work } from "../ports/broker.ts";
import type { Log } from "../ports/runtime.ts";

/** The maximum number of messages in one batch for decoding. */
const DECODE_BATCH = 40;

type Reference = { readonly message?: string; readonly document?: string };
type Handle = (ids: readonly string[]) => Promise<void>;

/**
 * Returns the subscriptions to all work queues: the queues of messages to decode and, for each lane, the queues of
 * documents to apply.
 */
export function workSubscriptions(parts: {
  /** Returns the names of the queues for a kind of work. */
  readonly queuesOf: (work: Work) => readonly string[];
  readonly decode: Handle;
  readonly apply: (lane: LaneName) => Handle;
  readonly lanes: Lanes;
  /** The maximum number of documents in one call to Odoo. */
  readonly largest: number;
  readonly log: Log;
}): Subscription[] {
  const decoding = parts.queuesOf("decode").map((queue) => ({
    queue,
    prefetch: DECODE_BATCH * 2,
    batch: DECODE_BATCH,
    handle: work(parts.decode, parts.log),
  }));
  const applying = LANES.flatMap((lane) => {
    const { gate, size, fillMs } = parts.lanes[lane];
    const handle = work(parts.apply(lane), parts.log);
    return parts.queuesOf(lane).map((queue) => ({
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
  (handle: Handle, log: Log): Subscription["handle"] =>
  async (messages) => {
    await handle(messages.flatMap((message) => referenceOf(message, log)));
    return "done";
  };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Returns a list with the id that a reference contains. If the broker's message is not a valid reference, logs an error
 * and returns an empty list, so that the other references in the batch are still processed.
 */
function referenceOf({ body, routingKey }: Delivered, log: Log): string[] {
  const id = idIn(Buffer.from(body).toString("utf8"));
  if (typeof id === "string" && UUID.test(id)) return [id];
  log.error({ routingKey, size: body.length }, "an invalid reference in a work queue was skipped");
  return [];
}

function idIn(text: string): unknown {
  try {
    const { message, document } = JSON.parse(text) as Reference;
    return message ?? document;
  } catch {
    return undefined;
  }
}
