import { audit } from "./audit.ts";
import { type Database, transaction } from "./database.ts";
import { insertSteps } from "./steps.ts";

/** The document that went ahead, and the one it was held behind. */
export type Passed = { readonly id: string; readonly blocker: string };

/**
 * Lets a held document go ahead of everything earlier of its aggregate, by a person's decision. What came after it waits as before.
 * @returns null when there is no such document, or none that is held behind another.
 */
export function letPass(database: Database, messageKey: string, actor: string): Promise<Passed | null> {
  return transaction(database, async (client) => {
    const found = await client.query<Passed>(
      `select id, held_behind as blocker from document
       where message_key = $1 and state = 'held' and held_behind is not null for update`,
      [messageKey],
    );
    const passed = found.rows[0];
    if (!passed) return null;
    await client.query(
      `update document set ahead = true, state = 'queued', held_behind = null, next_attempt_at = null, note = null,
         published_at = null, revision = revision + 1, changed_at = clock_timestamp() where id = $1`,
      [passed.id],
    );
    const detail = `ahead of document ${passed.blocker}, by ${actor}`;
    await insertSteps(client, [{ documentId: passed.id, name: "let pass", detail }]);
    await audit(client, {
      actor,
      action: "let pass",
      subject: messageKey,
      detail: { aheadOf: passed.blocker },
    });
    return passed;
  });
}
