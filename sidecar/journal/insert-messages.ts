import { v7 as uuid } from "uuid";
import type { NewMessage, Stored } from "../engine/ports.ts";
import { type Database, type Queryable, transaction } from "./database.ts";

/**
 * Commits what arrived: all of it in one transaction, before anybody is told that it was taken.
 * The same identity with the same content is the same delivery, and is only counted. With other content it is kept
 * beside the first, under an identity of its own that names the content, so that a third copy is a duplicate of the second.
 */
export function insertMessages(database: Database, messages: readonly NewMessage[]): Promise<Stored[]> {
  return transaction(database, async (client) => {
    const stored: Stored[] = [];
    for (const message of messages) stored.push(await insertMessage(client, message));
    return stored;
  });
}

async function insertMessage(client: Queryable, message: NewMessage): Promise<Stored> {
  const first = await insertOrFind(client, message, message.identity, null);
  if (first.outcome !== "conflict") return first;
  const beside = await insertOrFind(client, message, `${message.identity}#${message.contentHash}`, first.id);
  return beside.outcome === "new" ? { id: beside.id, outcome: "conflict" } : beside;
}

async function insertOrFind(
  client: Queryable,
  message: NewMessage,
  identity: string,
  conflictsWith: string | null,
): Promise<Stored> {
  const id = uuid();
  const inserted = await client.query<{ id: string }>(
    `insert into message (id, connection, transport, content_type, headers, sender, format, identity, content_hash,
                          conflicts_with, body, trace_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     on conflict (connection, identity) do nothing
     returning id`,
    [
      id,
      message.connection,
      message.transport,
      message.contentType,
      JSON.stringify(message.headers),
      message.sender,
      message.format,
      identity,
      message.contentHash,
      conflictsWith,
      message.body,
      message.traceId,
    ],
  );
  if (inserted.rowCount === 1) return { id, outcome: "new" };
  const known = await client.query<{ id: string; same: boolean }>(
    `update message set deliveries = deliveries + 1, last_delivered_at = clock_timestamp()
     where connection is not distinct from $1 and identity = $2
     returning id, content_hash = $3 as same`,
    [message.connection, identity, message.contentHash],
  );
  const row = known.rows[0];
  if (!row) throw new Error("a message known by its identity has disappeared");
  return { id: row.id, outcome: row.same ? "duplicate" : "conflict" };
}
