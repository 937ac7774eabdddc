import amqp from "amqplib";

/**
 * Collects everything that is published to an exchange from now on, as text. Uses its own queue, which is deleted when the
 * connection is closed.
 */
export type Tap = { readonly texts: string[]; close(): Promise<void> };

export async function tap(url: string, exchange: string): Promise<Tap> {
  const connection = await amqp.connect(url);
  const channel = await connection.createChannel();
  const { queue } = await channel.assertQueue("", { exclusive: true, autoDelete: true });
  await channel.bindQueue(queue, exchange, "#");
  const texts: string[] = [];
  await channel.consume(
    queue,
    (message) => {
      if (!message) return;
      texts.push(`${JSON.stringify(message.properties)}\n${message.content.toString("utf8")}`);
    },
    { noAck: true },
  );
  return { texts, close: () => connection.close() };
}
