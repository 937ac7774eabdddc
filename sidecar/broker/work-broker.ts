import { createHash } from "node:crypto";
import type { Broker } from "../engine/ports/broker.ts";
import type { Publisher } from "./publisher.ts";
import { EXCHANGES, LONGEST_KEY } from "./topology.ts";

/**
 * Creates the broker as the engine sees it: `enqueue` publishes to the exchange of a kind of work, where the key chooses the
 * queue; `announce` publishes an event, which may have no subscriber.
 */
export function workBroker({ connected, publish }: Pick<Publisher, "connected" | "publish">): Broker {
  return {
    connected,
    enqueue: (work, key, body, options) => publish(EXCHANGES[work], routingKeyOf(key), body, options),
    announce: (event, body, options) =>
      publish(EXCHANGES.events, event, body, { ...options, mandatory: false }),
  };
}

/**
 * Returns the key as a routing key: unchanged or, if it is too long, its SHA-256 hash. Equal keys choose the same queue in both
 * cases.
 */
const routingKeyOf = (key: string): string =>
  Buffer.byteLength(key) <= LONGEST_KEY ? key : createHash("sha256").update(key).digest("hex");
