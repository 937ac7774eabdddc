import { randomUUID } from "node:crypto";
import { type ConfirmChannel, connect } from "amqplib";

/** Where other systems publish. */
const INBOUND = "suture.inbound";

export type Publication = {
  readonly connection: string;
  /** The connection's kind: the first word of the routing key. */
  readonly kind: "edi" | "ehr" | "billing" | "erp";
  readonly format: string;
  readonly contentType: string;
  readonly traceparent: string;
  readonly body: string;
};

/**
 * Publishes a file to `suture.inbound` as a partner does: persistent, mandatory, with the broker's confirm.
 * @throws Error if the broker refuses it or no queue receives it
 */
export async function publishInbound(url: string, publication: Publication): Promise<void> {
  const connection = await connect(url, { noDelay: true });
  let closed = false;
  connection.on("error", () => (closed = true)); // the channel reports what it was
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
    // The broker returns a message that no queue receives before it confirms it.
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
