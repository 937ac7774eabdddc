import { randomUUID } from "node:crypto";
import { type ConfirmChannel, connect } from "amqplib";

/** The exchange to which other systems publish. */
const INBOUND = "suture.inbound";

export type Publication = {
  readonly connection: string;
  /** The kind of the connection, which is the first word of the routing key. */
  readonly kind: "edi" | "ehr" | "billing" | "erp";
  readonly format: string;
  readonly contentType: string;
  readonly traceparent: string;
  readonly body: string;
};

/**
 * Publishes a file to `suture.inbound` as a partner does: as a persistent and mandatory message, waiting for the broker's
 * confirm.
 * @throws Error if the broker refuses it or no queue receives it
 */
export async function publishInbound(url: string, publication: Publication): Promise<void> {
  const connection = await connect(url, { noDelay: true });
  let closed = false;
  connection.on("error", () => (closed = true)); // the channel reports the error
  try {
    await confirmed(await connection.createConfirmChannel(), publication);
  } finally {
    if (!closed) await connection.close();
  }
}

function confirmed(channel: ConfirmChannel, publication: Publication): Promise<void> {
  const { connection, kind, format, contentType, traceparent, body } = publication;
  return new Promise((resolve, reject) => {
    const refused = (error: unknown) => reject(new Error(`The broker refused a message: ${String(error)}`));
    channel.once("error", refused);
    // If no queue receives a message, the broker returns it before it confirms it.
    channel.once("return", () => reject(new Error(`No queue receives messages published to ${INBOUND}.`)));
    channel.publish(
      INBOUND,
      `${kind}.${connection}.${format}`,
      Buffer.from(body),
      {
        persistent: true,
        mandatory: true,
        messageId: randomUUID(),
        contentType,
        headers: { "suture-connection": connection, traceparent },
      },
      (error) => (error ? refused(error) : resolve()),
    );
  });
}
