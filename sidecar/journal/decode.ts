import type { Message, NewDocument, NewEvent } from "../engine/ports.ts";
import { type Database, type Queryable, transaction } from "./database.ts";
import { type DeliveryWriter, insertDeliveries } from "./deliveries.ts";
import { insertDocument } from "./documents.ts";
import { insertEvents } from "./events.ts";
import { MESSAGE_COLUMNS } from "./rows.ts";

export type DecodeResult = {
  readonly documents: readonly NewDocument[];
  /** Functional acknowledgements; their control numbers are taken in the same transaction. */
  readonly deliveries: readonly DeliveryWriter[];
  readonly events: readonly NewEvent[];
  readonly step: { readonly name: string; readonly detail?: string };
  /** The flow whose rule says how long the message's bytes are kept; '' for none. */
  readonly retainedAs?: string;
};

/**
 * Decodes one message, once: the row is locked, so a message delivered twice by the broker is decoded by one consumer and
 * found decoded by the other. Everything the decoding makes is committed together.
 * @returns false when it was decoded before or is not there.
 */
export function decodeOnce(
  database: Database,
  id: string,
  decode: (message: Message) => Promise<DecodeResult>,
): Promise<boolean> {
  return transaction(database, async (client) => {
    const found = await client.query<Message>(
      `select ${MESSAGE_COLUMNS} from message
       where id = $1 and state = 'received' and body is not null for update`,
      [id],
    );
    const message = found.rows[0];
    if (!message) return false;
    const result = await decode(message);
    for (const document of result.documents) await insertDocument(client, document);
    await retireMessageException(client, message, result.documents);
    await insertDeliveries(client, result.deliveries);
    await insertEvents(client, result.events);
    await client.query(
      `update message set state = 'decoded', decoded_at = clock_timestamp(), retained_as = $2, kept_since = received_at
       where id = $1`,
      [id, result.retainedAs ?? ""],
    );
    await client.query("insert into step (message_id, name, detail) values ($1, $2, $3)", [
      id,
      result.step.name,
      result.step.detail ?? null,
    ]);
    return true;
  });
}

/** A message that could not be read before and can now: the exception about it as a whole is over. */
async function retireMessageException(
  client: Queryable,
  message: Message,
  documents: readonly NewDocument[],
): Promise<void> {
  const keys = documents.map((document) => document.key);
  const retired = await client.query<{ id: string }>(
    `update document set state = 'dismissed', note = 'Read again', revision = revision + 1, changed_at = clock_timestamp()
     where message_id = $1 and input is null and state = 'attention' and not message_key = any($2) returning id`,
    [message.id, keys],
  );
  for (const row of retired.rows)
    await client.query(
      "insert into step (document_id, name, detail) values ($1, 'dismissed', 'read again')",
      [row.id],
    );
}

/** Has the message decoded again, e.g. after a mapping was mended. */
export async function requestDecode(client: Queryable, messageId: string, actor: string): Promise<void> {
  const again = await client.query(
    "update message set state = 'received', published_at = null where id = $1 and body is not null",
    [messageId],
  );
  if (again.rowCount === 0) return; // its bytes had their time: there is nothing to read again
  await client.query("insert into step (message_id, name, detail) values ($1, 'decode again', $2)", [
    messageId,
    `asked for by ${actor}`,
  ]);
}
