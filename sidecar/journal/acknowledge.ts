import type { AcknowledgementState, Document, DocumentLink, NewEvent } from "../engine/records.ts";
import type { AcknowledgedDispatch } from "../flows/flow.ts";
import { type Database, type Queryable, transaction } from "./database.ts";
import { insertEvents } from "./events.ts";
import { DOCUMENT_COLUMNS } from "./rows.ts";

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

/** What a rejection puts on the document that we sent, and what is told about it, and about its end. */
export type RejectionReason = {
  readonly code: string;
  readonly sentence: string;
  readonly suggestion: string;
  raised(document: Document): NewEvent;
  resolved(document: Document): NewEvent;
};

/** The latest one that bore these numbers: after the largest number they begin anew. */
const BY_CONTROL = `select ${DOCUMENT_COLUMNS} from document where id = (
    select v.document_id from delivery v
    where v.connection = $1 and v.control @> $2::jsonb and v.kind = 'document' order by v.sequence desc limit 1)
  for update`;
const BY_NUMBER = `select ${DOCUMENT_COLUMNS} from document
  where connection = $1 and direction = 'outbound' and document_number = $2::jsonb ->> 'number'
    and document_type = $2::jsonb ->> 'type' and state <> 'dismissed'
  order by sequence desc limit 1 for update`;

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
  return transaction(database, async (client) => {
    const found = await client.query<Document>(dispatch.control ? BY_CONTROL : BY_NUMBER, [
      connection,
      JSON.stringify(dispatch.control ?? dispatch.document),
    ]);
    for (const document of found.rows) await acknowledgeOne(client, document, dispatch, by, rejection);
    return found.rows.map(({ id, number, links }) => ({ id, number, links }));
  });
}

async function acknowledgeOne(
  client: Queryable,
  document: Document,
  dispatch: AcknowledgedDispatch,
  by: string,
  rejection: RejectionReason,
): Promise<void> {
  const status = STATES[dispatch.status];
  // A business answer never overrules what the functional acknowledgement said.
  const open = ["none", "awaited", "overdue"].includes(document.acknowledgement);
  if (document.acknowledgement === status || !(open || dispatch.control)) return;
  const rejected = status === "rejected";
  const closes = document.state === "attention" && document.doneAt !== null && !rejected;
  await client.query(
    `update document set acknowledgement = $2, acknowledged_at = clock_timestamp(), acknowledged_by = $3,
       state = case when $4 then 'attention' when $5 then 'done' else state end, troubled = troubled or $4,
       reason_code = $6, reason = $7, suggestion = $8, due_at = null, revision = revision + 1,
       changed_at = clock_timestamp()
     where id = $1`,
    [
      document.id,
      status,
      by,
      rejected,
      closes,
      rejected ? rejection.code : null,
      rejected ? [rejection.sentence, ...dispatch.errors].join(" ") : null,
      rejected ? rejection.suggestion : null,
    ],
  );
  await client.query("insert into step (document_id, name, detail) values ($1, 'acknowledged', $2)", [
    document.id,
    dispatch.status,
  ]);
  if (rejected) await insertEvents(client, [rejection.raised(document)]);
  else if (closes) await insertEvents(client, [rejection.resolved(document)]);
}

/** Raises the documents whose acknowledgement did not come in time, each once, whoever looks. @returns how many. */
export function raiseOverdue(database: Database, reason: RejectionReason): Promise<number> {
  return transaction(database, async (client) => {
    const raised = await client.query<Document>(
      `update document set acknowledgement = 'overdue', state = 'attention', reason_code = $1, reason = $2, suggestion = $3,
         troubled = true, revision = revision + 1, changed_at = clock_timestamp()
       where acknowledgement = 'awaited' and due_at < clock_timestamp() and state = 'done'
       returning ${DOCUMENT_COLUMNS}`,
      [reason.code, reason.sentence, reason.suggestion],
    );
    for (const { id } of raised.rows)
      await client.query("insert into step (document_id, name) values ($1, 'acknowledgement overdue')", [id]);
    await insertEvents(client, raised.rows.map(reason.raised));
    return raised.rows.length;
  });
}
