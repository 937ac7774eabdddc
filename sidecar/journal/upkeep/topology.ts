import { type Database, transaction } from "../database.ts";

/**
 * Stores the queues for which the journal's references were published, and returns the stored ones; null if there
 * were none. In that case everything not yet processed is published again: the queues are new, or an operator has
 * changed them.
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

/** Stores the kinds of work that this version has added. */
export async function replaceTopology<T>(database: Database, content: T): Promise<void> {
  await database.query("update topology set content = $1, since = clock_timestamp()", [
    JSON.stringify(content),
  ]);
}
