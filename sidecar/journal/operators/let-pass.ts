import { statesBefore, stepOf } from "../../engine/model/states.ts";
import type { AuditWriter } from "../audit/audit.ts";
import { type Database, transaction } from "../database.ts";
import { among } from "../documents/among.ts";

import { insertSteps } from "../documents/steps.ts";

/**
 * Releases a held document at a person's request, so that it overtakes all earlier documents of its aggregate. Later
 * documents still wait.
 * @returns whether there was a held document with this key
 */
export function letPass(
  database: Database,
  audit: AuditWriter,
  messageKey: string,
  actor: string,
): Promise<boolean> {
  return transaction(database, async (client) => {
    const found = await client.query<{ id: string; blocker: string }>(
      `select id, held_behind as blocker from document
       where message_key = $1 and state in (${among(statesBefore("let-pass"))}) and held_behind is not null for update`,
      [messageKey],
    );
    const passed = found.rows[0];
    if (!passed) return false;
    await client.query(
      `update document set ahead = true, state = 'queued', held_behind = null, next_attempt_at = null, note = null, note_terms = null,
         published_at = null, revision = revision + 1, changed_at = clock_timestamp() where id = $1`,
      [passed.id],
    );
    const detail = `ahead of document ${passed.blocker}, by ${actor}`;
    await insertSteps(client, [{ documentId: passed.id, name: stepOf("let-pass", "queued"), detail }]);
    await audit(client, {
      actor,
      action: "document.pass",
      subject: passed.id,
      detail: { aheadOf: passed.blocker },
    });
    return true;
  });
}
