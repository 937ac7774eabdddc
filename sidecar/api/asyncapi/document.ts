import type { z } from "zod";
import { EXCHANGES, topology } from "../../broker/topology.ts";
import type { CatalogueEntry } from "../../flows/catalogue-entry.ts";
import type { FormatDeclaration } from "../../formats/declaration.ts";
import { componentSchemas } from "../openapi/json-schema.ts";
import { sharedSchemas } from "../openapi/named-schemas.ts";
import { VERSION } from "../openapi/version.ts";
import type { ChannelMessage } from "./channel-message.ts";
import { eventExamples } from "./event-examples.ts";
import { type OutgoingEvent, outgoingEvents, publishedEvent } from "./events.ts";
import { inboundMessages } from "./inbound.ts";

export const ASYNCAPI_CONTENT_TYPE = "application/asyncapi+json";

export type Channel = {
  readonly address: string;
  readonly title: string;
  readonly description: string;
  readonly parameters: Readonly<
    Record<string, { readonly description: string; readonly enum?: readonly string[] }>
  >;
  readonly messages: Readonly<Record<string, ChannelMessage>>;
  readonly bindings: ExchangeBinding;
};

/** The AMQP binding of an AsyncAPI channel, in version 0.3.0 of the bindings. */
type ExchangeBinding = {
  readonly amqp: {
    readonly is: "routingKey";
    readonly exchange: {
      readonly name: string;
      readonly type: string;
      readonly durable: true;
      readonly autoDelete: false;
      readonly vhost: string;
    };
    readonly bindingVersion: string;
  };
};

export type AsyncApiDocument = {
  readonly asyncapi: "3.0.0";
  readonly info: { readonly title: string; readonly description: string } & Readonly<Record<string, unknown>>;
  readonly defaultContentType: string;
  readonly channels: Readonly<Record<"inbound" | "events", Channel>>;
  readonly operations: object;
  readonly components: object;
};

/**
 * Creates the AsyncAPI 3.0 document of the public exchanges. All other exchanges and queues whose names start with `suture.` are
 * internal.
 */
export function asyncApiDocument(
  flows: readonly CatalogueEntry[],
  formats: readonly FormatDeclaration[],
): AsyncApiDocument {
  const events = outgoingEvents(flows);
  const inbound = inboundMessages(formats);
  const named = new Map<string, z.ZodType>(Object.entries({ ...sharedSchemas, ...inbound.schemas }));
  for (const event of events) named.set(event.routingKey, publishedEvent(event));
  return {
    asyncapi: "3.0.0",
    info: {
      title: "Suture over AMQP",
      version: VERSION,
      description:
        "Systems inside the network can use RabbitMQ (AMQP 0-9-1) instead of HTTP: they publish to one exchange and consume the other.",
      license: { name: "LGPL-3.0-only" },
    },
    defaultContentType: "application/cloudevents+json",
    channels: {
      inbound: {
        address: "{world}.{connection}.{document}",
        title: "Publish to suture.inbound",
        description:
          "Publish persistent messages with publisher confirms and the flag mandatory. A confirm means that the message is in a replicated queue. There is no answer over AMQP: read the message over HTTP, or consume the events, to learn the result.",
        parameters: {
          world: {
            description: "The connection's kind; erp for warehouses and others.",
            enum: ["edi", "ehr", "billing", "erp"],
          },
          connection: {
            description: "The connection's code. The header suture-connection must name the same connection.",
          },
          document: {
            description: "The document or format, such as 855. It is only for people and has no effect.",
          },
        },
        messages: inbound.messages,
        bindings: exchangeBinding(EXCHANGES.inbound),
      },
      events: {
        address: "{event}",
        title: "Consume suture.events",
        description:
          "Bind your own queue; without a queue, events are lost. An event may arrive twice, with the same id. Events contain no message content.",
        parameters: {
          event: {
            description: "The kind of event.",
            enum: events.map(({ routingKey }) => routingKey),
          },
        },
        messages: Object.fromEntries(events.map((one) => [one.routingKey, eventMessage(one)])),
        bindings: exchangeBinding(EXCHANGES.events),
      },
    },
    operations: {
      takeIn: {
        action: "receive",
        channel: { $ref: "#/channels/inbound" },
        summary: "Suture stores the message.",
      },
      tell: {
        action: "send",
        channel: { $ref: "#/channels/events" },
        summary: "Suture reports the results of processing documents.",
      },
    },
    components: { schemas: componentSchemas(named, "draft-07") },
  };
}

const eventMessage = ({ routingKey, summary, type }: OutgoingEvent): ChannelMessage => ({
  name: routingKey,
  title: type,
  summary,
  contentType: "application/cloudevents+json",
  payload: { $ref: `#/components/schemas/${routingKey}` },
  ...(eventExamples[routingKey] && { examples: [{ payload: eventExamples[routingKey] }] }),
});

/**
 * Returns the AMQP binding of the exchange with this name.
 * @throws Error if the topology has no such exchange
 */
function exchangeBinding(name: string): ExchangeBinding {
  const exchange = topology().exchanges.find((one) => one.name === name);
  if (!exchange) throw new Error(`The topology has no exchange ${name}.`);
  return {
    amqp: {
      is: "routingKey",
      exchange: { name, type: exchange.type, durable: true, autoDelete: false, vhost: "/" },
      bindingVersion: "0.3.0",
    },
  };
}
