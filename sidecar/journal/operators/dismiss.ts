import type { Closing } from "../../engine/model/closing.ts";
import { statesBefore, stepOf } from "../../engine/model/states.ts";
import type { AuditWriter } from "../audit/audit.ts";
import { type Database, type Queryable, transaction } from "../database.ts";
import { among } from "../documents/among.ts";
import { release } from "../documents/settle.ts";
import { insertSteps } from "../documents/steps.ts";
import { requestDecode } from "../messages/decode.ts";
import { saidValues } from "../said-columns.ts";
import { sayJournal } from "../terms.ts";

/** Who dismisses which document and why. `request` is the key of the row of Odoo's outbox, if any. */
type Dismissal = {
  readonly messageKey: string;
  readonly actor: string;
  readonly reason: string;
  readonly request: string | null;
};

/**
 * Dismisses a document at a person's request, ends its queued delivery, and releases the documents held behind it. Each
 * row of Odoo's outbox takes effect only once, because it may arrive again after the dismissal was undone.
 *
 * With a `closing`, the document is dismissed only while it is an exception with the reason code of the closing, and its
 * note says why. Such a dismissal is not a person's decision: what a person has started meanwhile goes on.
 * @returns whether there was a document to dismiss
 */
export function dismiss(
  database: Database,
  audit: AuditWriter,
  { messageKey, actor, reason, request }: Dismissal,
  closing: Closing | null,
): Promise<boolean> {
  const said = closing?.note ?? (reason === "" ? null : sayJournal("dismissed", { reason }));
  const [note, noteTerms] = saidValues(said && [said]);
  return transaction(database, async (client) => {
    const dismissed = await client.query<Dismissed>(
      `update document set state = 'dismissed', note = $2, note_terms = $4, next_attempt_at = null, held_behind = null,
         commands = case when $3::text is null then commands else commands || $3::text end,
         revision = revision + 1, changed_at = clock_timestamp()
       where message_key = $1 and state in (${among(statesBefore("dismiss"))}) and ($3::text is null or $3 <> all (commands))
         and ($5::text is null or (state = 'attention' and reason_code = $5))
       returning id, message_id as "messageId"`,
      [messageKey, note, request, noteTerms, closing?.reasonCode ?? null],
    );
    const document = dismissed.rows[0];
    if (document === undefined) return false;
    const { id } = document;
    await tellStranger(client, document, actor);
    await insertSteps(client, [
      { documentId: id, name: stepOf("dismiss", "dismissed"), detail: `by ${actor}: ${reason}` },
    ]);
    await client.query("update delivery set state = 'failed' where document_id = $1 and state = 'queued'", [
      id,
    ]);
    await release(client, [id]);
    await audit(client, { actor, action: "document.dismiss", subject: id, detail: { reason } });
    return true;
  });
}

type Dismissed = { readonly id: string; readonly messageId: string | null };

/**
 * Makes a message that waits because its identifiers are unknown be decoded again, so that its sender is told that it is refused.
 * The dismissed exception is not changed by that.
 */
async function tellStranger(client: Queryable, { messageId }: Dismissed, actor: string): Promise<void> {
  const refused = await client.query(
    "update message set stranger = 'refused' where id = $1 and stranger = 'waiting' and body is not null",
    [messageId],
  );
  if (messageId !== null && refused.rowCount === 1) await requestDecode(client, messageId, actor);
}
