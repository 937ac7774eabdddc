import { createHash } from "node:crypto";
import type { Broker } from "../engine/ports/broker.ts";
import type { Publisher } from "./publisher.ts";
import { EXCHANGES, LONGEST_KEY } from "./topology.ts";

/** Creates the engine's view of the broker: kinds of work are exchanges, and keys choose the queue behind them. */
export function workBroker({ connected, publish }: Pick<Publisher, "connected" | "publish">): Broker {
  return {
    connected,
    enqueue: (work, key, body, options) => publish(EXCHANGES[work], routingKeyOf(key), body, options),
    announce: (event, body, options) =>
      publish(EXCHANGES.events, event, body, { ...options, mandatory: false }),
  };
}

/**
 * Returns the key, or its hash if it exceeds the length of a routing key. Equal keys choose the same queue in both
 * cases.
 */
const routingKeyOf = (key: string): string =>
  Buffer.byteLength(key) <= LONGEST_KEY ? key : createHash("sha256").update(key).digest("hex");
