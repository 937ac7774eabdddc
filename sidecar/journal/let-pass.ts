import { audit } from "./audit.ts";
import { type Database, transaction } from "./database.ts";

/**
 * Lets a held document go ahead of the earlier one about the same thing that it waits behind, by a person's decision.
 * @returns whether there was one that is held so.
 */
export function letPass(database: Database, messageKey: string, actor: string): Promise<boolean> {
  return transaction(database, async (client) => {
    const passed = await client.query<{ id: string; blocker: string }>(
      `update document d set goes_ahead = true, state = 'queued', held_behind = null, published_at = null,
         revision = d.revision + 1, changed_at = clock_timestamp()
       from document b where d.message_key = $1 and d.state = 'held' and b.id = d.held_behind
       returning d.id, b.id as blocker`,
      [messageKey],
    );
    const [row] = passed.rows;
    if (!row) return false;
    await client.query("insert into step (document_id, name, detail) values ($1, 'let pass', $2)", [
      row.id,
      `ahead of document ${row.blocker}, by ${actor}`,
    ]);
    await audit(client, {
      actor,
      action: "document.pass",
      subject: row.id,
      detail: { aheadOf: row.blocker },
    });
    return true;
  });
}
