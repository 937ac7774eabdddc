import { type Database, transaction } from "../database.ts";

/**
 * Returns the stored description of the queues to which the journal's references were published. If none is stored, the
 * queues are new or an operator has changed them. In this case, stores `content`, marks everything that has not been
 * processed yet as unpublished, so that it is published again, and returns null.
 */
export function rememberTopology<T>(database: Database, content: T): Promise<T | null> {
  return transaction(database, async (client) => {
    const known = await client.query<{ content: T }>("select content from topology for update");
    if (known.rows[0]) return known.rows[0].content;
    const inserted = await client.query(
      "insert into topology (content) values ($1) on conflict (only_row) do nothing",
      [JSON.stringify(content)],
    );
    if (inserted.rowCount === 1) {
      await client.query("update message set published_at = null where state = 'received'");
      await client.query("update document set published_at = null where state = 'queued'");
    }
    return null;
  });
}

/** Replaces the stored description of the queues, because this version has added kinds of work. */
export async function replaceTopology<T>(database: Database, content: T): Promise<void> {
  await database.query("update topology set content = $1, since = clock_timestamp()", [
    JSON.stringify(content),
  ]);
}
