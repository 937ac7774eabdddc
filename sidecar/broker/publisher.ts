import type { ChannelModel, ConfirmChannel, RecoveringChannelModel } from "amqplib";
import type { Broker, Log, PublishOptions } from "../engine/ports.ts";
import { traceparentOf } from "../observability/trace.ts";
import { openConnection, reconnectWhenClosed } from "./connection.ts";
import { declareTopology } from "./topology.ts";

export type Publisher = Broker & { close(): Promise<void> };

/**
 * Publishes on a connection of its own (a broker that blocks publishers must not stop consumers), persistent, with
 * confirms. A message that no queue takes comes back and is a failure, like a refused one.
 */
export async function openPublisher(url: string, log: Log): Promise<Publisher> {
  let channel: ConfirmChannel | null = null;
  let blocked = false;
  const returned = new Set<string>();
  const setup = async (model: ChannelModel) => {
    const fresh = await model.createConfirmChannel();
    await declareTopology(fresh);
    fresh.on("return", (message) => returned.add(String(message.properties.messageId)));
    fresh.on("close", () => {
      if (channel === fresh) channel = null;
    });
    reconnectWhenClosed(model, fresh, log);
    model.on("blocked", (reason) => {
      blocked = true;
      log.warn({ reason }, "broker refuses publishing for now");
    });
    model.on("unblocked", () => {
      blocked = false;
    });
    blocked = false;
    returned.clear();
    channel = fresh;
  };
  const connection: RecoveringChannelModel = await openConnection(url, "publisher", log, setup);
  return {
    connected: () => channel !== null && !blocked,
    publish: (exchange, routingKey, body, options) => {
      if (channel === null || blocked) return Promise.reject(new Error("the broker is not reachable"));
      return publishConfirmed(channel, returned, exchange, routingKey, body, options);
    },
    close: () => connection.close(),
  };
}

function publishConfirmed(
  channel: ConfirmChannel,
  returned: Set<string>,
  exchange: string,
  routingKey: string,
  body: Uint8Array,
  options: PublishOptions,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = options.traceId ? { traceparent: traceparentOf(options.traceId) } : {};
    channel.publish(
      exchange,
      routingKey,
      Buffer.from(body),
      {
        persistent: true,
        mandatory: options.mandatory ?? true,
        messageId: options.messageId,
        contentType: options.contentType,
        headers,
      },
      (error) => {
        // The broker sends a return before the confirm of the same message.
        const unrouted = returned.delete(options.messageId);
        if (error) reject(error instanceof Error ? error : new Error("the broker refused a message"));
        else if (unrouted) reject(new Error(`no queue takes what is published to ${exchange}`));
        else resolve();
      },
    );
  });
}
