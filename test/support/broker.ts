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
  /** AMQP address of the virtual host. */
  readonly url: string;
  /** A channel for observing the broker, separate from the product's own connections. */
  readonly channel: Channel;
  queues(): Promise<QueueInfo[]>;
  /** Messages in a queue that were not delivered to anyone. */
  ready(queue: string): Promise<number>;
  /** Reads all ready messages of a queue. It consumes, because a queue with a single active consumer supports no get. */
  take(queue: string): Promise<ConsumeMessage[]>;
  deleteQueue(queue: string): Promise<void>;
  /** Lets the broker close every connection with that name ("suture consumer"), and waits until it has seen at least one. */
  closeConnections(name: string): Promise<void>;
};

/** Creates a virtual host for the tests of a file: the names of the topology are fixed. */
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
  // A connection that is already gone counts as closed.
  if (!answer.ok && answer.status !== 404)
    throw new Error(`RabbitMQ refused ${method} ${path}: ${answer.status}`);
  const text = await answer.text();
  return (answer.ok && text ? JSON.parse(text) : []) as T;
}
