import { randomUUID } from "node:crypto";
import { type Channel, type ChannelModel, type ConsumeMessage, connect } from "amqplib";
import { afterAll, beforeAll, inject } from "vitest";
import { eventually } from "../../dev/clients/eventually.ts";

type Connection = {
  readonly name: string;
  readonly client_properties?: { readonly connection_name?: string };
};
export type QueueInfo = {
  readonly name: string;
  readonly type: string;
  readonly arguments: Readonly<Record<string, unknown>>;
};

export type TestBroker = {
  /** The AMQP URL of the virtual host. */
  readonly url: string;
  /** A channel for observing the broker, separate from the product's own connections. */
  readonly channel: Channel;
  queues(): Promise<QueueInfo[]>;
  /** Returns the number of messages in a queue that have not been delivered to a consumer. */
  ready(queue: string): Promise<number>;
  /**
   * Removes all ready messages from a queue and returns them. Uses a consumer, because a queue with a single active consumer does
   * not support `basic.get`.
   */
  take(queue: string): Promise<ConsumeMessage[]>;
  deleteQueue(queue: string): Promise<void>;
  /**
   * Waits until the broker has a connection with this name, such as "suture consumer", and then makes the broker close all
   * connections with the name.
   */
  closeConnections(name: string): Promise<void>;
};

/**
 * Creates a virtual host for the tests of a file. Each file needs its own, because the names of exchanges and queues are fixed.
 */
export function useBroker(): TestBroker {
  const vhost = `test_${randomUUID().replaceAll("-", "")}`;
  const made: { model?: ChannelModel; channel?: Channel } = {};
  const url = () => `${inject("amqpUrl").replace(/\/$/, "")}/${vhost}`;
  beforeAll(async () => {
    await manage("PUT", `/api/vhosts/${vhost}`, {});
    const user = new URL(inject("amqpUrl")).username;
    await manage("PUT", `/api/permissions/${vhost}/${user}`, { configure: ".*", write: ".*", read: ".*" });
    made.model = await connect(url());
    made.model.on("error", () => {}); // a test that provokes the broker notices by what it awaits
    made.channel = await made.model.createChannel();
    made.channel.on("error", () => {});
  });
  afterAll(async () => {
    await made.model?.close();
    await manage("DELETE", `/api/vhosts/${vhost}`);
  });
  const channel = () => {
    if (!made.channel) throw new Error("the broker is there only inside the tests");
    return made.channel;
  };
  return {
    get url() {
      return url();
    },
    get channel() {
      return channel();
    },
    queues: () => manage<QueueInfo[]>("GET", `/api/queues/${vhost}`),
    ready: async (queue) => (await channel().checkQueue(queue)).messageCount,
    take: async (queue) => {
      const { messageCount } = await channel().checkQueue(queue);
      const taken: ConsumeMessage[] = [];
      const { consumerTag } = await channel().consume(queue, (message) => message && taken.push(message), {
        noAck: true,
      });
      await eventually(`${messageCount} messages of ${queue}`, () => taken.length >= messageCount);
      await channel().cancel(consumerTag);
      return taken;
    },
    deleteQueue: (queue) =>
      channel()
        .deleteQueue(queue)
        .then(() => {}),
    closeConnections: async (name) => {
      const found = await eventually(`the broker lists a connection "${name}"`, async () => {
        const all = await manage<Connection[]>("GET", `/api/vhosts/${vhost}/connections`);
        const some = all.filter((one) => one.client_properties?.connection_name === name);
        return some.length > 0 && some;
      });
      for (const one of found) await manage("DELETE", `/api/connections/${encodeURIComponent(one.name)}`);
    },
  };
}

async function manage<T>(method: string, path: string, body?: object): Promise<T> {
  const { username, password } = new URL(inject("amqpUrl"));
  const answer = await fetch(inject("managementUrl") + path, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`,
      "content-type": "application/json",
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  // A connection that no longer exists counts as closed.
  if (!answer.ok && answer.status !== 404)
    throw new Error(`RabbitMQ refused ${method} ${path}: ${answer.status}`);
  const text = await answer.text();
  return (answer.ok && text ? JSON.parse(text) : []) as T;
}
