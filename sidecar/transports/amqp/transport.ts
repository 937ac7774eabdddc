import type { TransportModule } from "../transport.ts";
import { amqpIngress } from "./in.ts";
import { WORLD_OF_KIND } from "./speaker.ts";

/** The AMQP transport: messages that other systems publish to RabbitMQ. */
export const amqp: TransportModule = {
  code: "amqp",
  label: "AMQP",
  directions: ["in"],
  address: null,
  endpoints: [
    {
      code: "routing-key",
      label: "Routing key (AMQP)",
      everyFormat: true,
      proof: null,
      address: (kind) => `${WORLD_OF_KIND[kind]}.{connection}.${kind === "billing" ? "event" : "{topic}"}`,
    },
  ],
  in: ({ boundedEntrance, onFault, connections, inboundWatch, settings, log }) => ({
    subscriptions: [
      amqpIngress({
        ...boundedEntrance("amqp"),
        queue: settings.amqp.queue,
        publishers: settings.amqp.publishers,
        // This includes inactive connections: their messages may be processed once the connection is active again.
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
