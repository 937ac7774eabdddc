import { createHash } from "node:crypto";
import type { Broker } from "../engine/ports/broker.ts";
import type { Publisher } from "./publisher.ts";
import { EXCHANGES, LONGEST_KEY } from "./topology.ts";

/**
 * Creates the engine's interface to the broker. `enqueue` publishes to the exchange of a kind of work, where the key determines
 * the queue. `announce` publishes an event, which may have no subscriber.
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
 * Returns the routing key for a key, which is the key itself or, if it is too long, its SHA-256 hash. Equal keys lead to the same
 * queue in both cases.
 */
const routingKeyOf = (key: string): string =>
  Buffer.byteLength(key) <= LONGEST_KEY ? key : createHash("sha256").update(key).digest("hex");
