import type { AcknowledgementState, DocumentLink } from "../engine/ports.ts";
import type { AcknowledgedDispatch } from "../flows/flow.ts";
import { type Database, transaction } from "./database.ts";

const STATES: Readonly<Record<AcknowledgedDispatch["status"], AcknowledgementState>> = {
  accepted: "accepted",
  "accepted-with-errors": "accepted_with_errors",
  rejected: "rejected",
};

export type Acknowledged = {
  readonly id: string;
  readonly number: string | null;
  readonly links: readonly DocumentLink[];
};

/** What a rejection puts on the document that we sent. */
export type RejectionReason = {
  readonly code: string;
  readonly sentence: string;
  readonly suggestion: string;
};

/**
 * Enters the partner's acknowledgement of what we sent. Repeating it changes nothing. A functional acknowledgement finds
 * its document by the numbers on our envelope; a business answer proves receipt of the latest one sent about its subject.
 * @returns the documents it is about; none when nothing we sent fits.
 */
export function acknowledge(
  database: Database,
  connection: string,
  dispatch: AcknowledgedDispatch,
  by: string,
  rejection: RejectionReason,
): Promise<Acknowledged[]> {
  const status = STATES[dispatch.status];
  return transaction(database, async (client) => {
    const found = await client.query<Acknowledged & { acknowledgement: AcknowledgementState }>(
      dispatch.control
        ? `select d.id, d.document_number as number, d.links, d.acknowledgement from document d
           join delivery v on v.document_id = d.id
           where v.connection = $1 and v.control @> $2::jsonb and v.kind = 'document' for update of d`
        : `select id, document_number as number, links, acknowledgement from document
           where connection = $1 and direction = 'outbound' and document_number = $2::jsonb ->> 'number'
             and document_type = $2::jsonb ->> 'type' and state <> 'dismissed'
           order by sequence desc limit 1 for update`,
      [connection, JSON.stringify(dispatch.control ?? dispatch.document)],
    );
    for (const row of found.rows) {
      // A business answer never overrules what the functional acknowledgement said.
      const open =
        row.acknowledgement === "none" ||
        row.acknowledgement === "awaited" ||
        row.acknowledgement === "overdue";
      if (row.acknowledgement === status || !(open || dispatch.control)) continue;
      const rejected = status === "rejected";
      await client.query(
        `update document set acknowledgement = $2, acknowledged_at = clock_timestamp(), acknowledged_by = $3,
           state = case when $4 then 'attention' when state = 'attention' and done_at is not null then 'done' else state end,
           reason_code = $5, reason = $6, suggestion = $7, due_at = null, revision = revision + 1,
           changed_at = clock_timestamp()
         where id = $1`,
        [
          row.id,
          status,
          by,
          rejected,
          rejected ? rejection.code : null,
          rejected ? [rejection.sentence, ...dispatch.errors].join(" ") : null,
          rejected ? rejection.suggestion : null,
        ],
      );
      await client.query("insert into step (document_id, name, detail) values ($1, 'acknowledged', $2)", [
        row.id,
        dispatch.status,
      ]);
    }
    return found.rows.map(({ id, number, links }) => ({ id, number, links }));
  });
}

/** Raises the documents whose acknowledgement did not come in time. @returns how many. */
export async function raiseOverdue(database: Database, reason: RejectionReason): Promise<number> {
  const raised = await database.query<{ id: string }>(
    `with overdue as (
       update document set acknowledgement = 'overdue', state = 'attention', reason_code = $1, reason = $2, suggestion = $3,
         revision = revision + 1, changed_at = clock_timestamp()
       where acknowledgement = 'awaited' and due_at < clock_timestamp() and state = 'done' returning id)
     insert into step (document_id, name) select id, 'acknowledgement overdue' from overdue returning document_id as id`,
    [reason.code, reason.sentence, reason.suggestion],
  );
  return raised.rowCount ?? 0;
}
