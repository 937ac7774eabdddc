import type { TransportModule } from "../transport.ts";
import { amqpIngress } from "./in.ts";

/** Messages that other systems publish to RabbitMQ. */
export const amqp: TransportModule = {
  code: "amqp",
  label: "AMQP",
  directions: ["in"],
  address: null,
  in: ({ boundedEntrance, onFault, connections, inboundWatch, settings, log }) => ({
    subscriptions: [
      amqpIngress({
        ...boundedEntrance("amqp"),
        queue: settings.amqp.queue,
        publishers: settings.amqp.publishers,
        // Also of an inactive connection: what is published for it may be processed once it is active again.
        kindOf: (code) => connections.configured(code)?.kind ?? null,
        connectionsKnown: connections.known,
        maximumBytes: settings.maximumBytes,
        watch: inboundWatch,
        onFault: (reason) => onFault("amqp", reason),
        log,
      }),
    ],
  }),
};
