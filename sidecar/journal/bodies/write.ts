import { v7 as uuid } from "uuid";
import type { Queryable } from "../database.ts";

/** The values of the column `format`: how a chunk's bytes are encoded. */
export const CHUNK_FORMAT = { plain: 1 } as const;

export async function beginBody(client: Queryable): Promise<string> {
  const id = uuid();
  await client.query("insert into body (id) values ($1)", [id]);
  return id;
}

/**
 * Stores a chunk of a body at an offset. Each chunk is committed on its own, because a transaction as long as a slow
 * upload would hold back the journal's vacuum. The commit does not wait for the disk: the later commit that stores the
 * messages makes everything written before it durable.
 * @throws Error if retention has deleted the body because it did not grow for a day
 */
export async function appendToBody(
  client: Queryable,
  id: string,
  start: number,
  bytes: Uint8Array,
): Promise<void> {
  const stored = await client.query(
    `with receiving as (
       update body set changed_at = clock_timestamp() where id = $1 and completed_at is null returning id)
     insert into body_chunk (body_id, start, format, bytes)
     select receiving.id, $2, $3, $4 from receiving, set_config('synchronous_commit', 'off', true)`,
    [id, start, CHUNK_FORMAT.plain, bytes],
  );
  if (stored.rowCount !== 1) throw new Error(`body ${id} is no longer being received`);
}

export async function discardBody(client: Queryable, id: string): Promise<void> {
  await client.query("delete from body where id = $1 and completed_at is null", [id]);
}

/**
 * Marks the stored bodies of these messages as complete. Called in the transaction that inserts the messages. Deletes a
 * body if all its messages were duplicates.
 * @throws Error if retention has deleted a body because it did not grow for a day
 */
export async function completeBodies(
  client: Queryable,
  messages: readonly { readonly range?: { readonly bodyId: string } | null }[],
): Promise<void> {
  const ids = [...new Set(messages.flatMap(({ range }) => range?.bodyId ?? []))];
  if (ids.length === 0) return;
  const completed = await client.query(
    "update body set completed_at = coalesce(completed_at, clock_timestamp()) where id = any($1)",
    [ids],
  );
  if (completed.rowCount !== ids.length)
    throw new Error("a body was deleted before its messages were stored");
  await client.query(
    `delete from body where id = any($1) and not exists (select 1 from message m where m.body_id = body.id)`,
    [ids],
  );
}
