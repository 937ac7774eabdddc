import {
  type EvidenceSource,
  endsDelivery,
  noteOf,
  type PartnerReport,
  sourceOf,
  stateAfter,
  weigh,
} from "../../engine/model/acknowledgement-evidence.ts";
import { indexed } from "../../engine/model/long-keys.ts";
import { statesBefore, stepOf } from "../../engine/model/states.ts";
import type { Acknowledged, RejectionReason } from "../../engine/ports/journal/documents.ts";
import type { AcknowledgementState, Document, Weight } from "../../engine/records.ts";
import type { ConfirmedDispatch } from "../../flows/flow.ts";
import type { Term } from "../../terms/term.ts";
import type { Words } from "../../terms/words.ts";
import { type Database, type Queryable, transaction } from "../database.ts";
import { DOCUMENT_COLUMNS } from "../rows.ts";
import { asItWas, saidValues } from "../said-columns.ts";
import { among } from "./among.ts";
import { insertEvents } from "./events.ts";

const STATES: Readonly<Record<ConfirmedDispatch["status"], AcknowledgementState>> = {
  accepted: "accepted",
  "accepted-with-errors": "accepted_with_errors",
  rejected: "rejected",
};

type Found = Document & {
  readonly heardFrom: EvidenceSource | null;
  /**
   * The sequence number of the delivery with the control numbers in the acknowledgement, or null if the document was
   * found by its number and type.
   */
  readonly delivery: string | null;
  /** Whether the document has been sent again since that delivery. */
  readonly sentAgain: boolean;
};

/**
 * Selects the document that was last sent with these control numbers. Earlier documents may have the same numbers,
 * because numbering restarts after the largest number.
 */
const BY_CONTROL = `with named (of_document, place) as (
    select v.document_id, v.sequence from delivery v
    where v.connection = $1 and v.control @> $2::jsonb and v.kind = 'document' order by v.sequence desc limit 1)
  select ${DOCUMENT_COLUMNS}, acknowledged_with as "heardFrom", place as delivery,
    exists (select 1 from delivery later where later.document_id = of_document and later.kind = 'document'
              and later.sequence > place) as "sentAgain"
  from document join named on document.id = of_document for update of document`;
const BY_NUMBER = `select ${DOCUMENT_COLUMNS}, acknowledged_with as "heardFrom", null as delivery, false as "sentAgain" from document
  where connection = $1 and direction = 'outbound' and document_number = $2::jsonb ->> 'number'
    and document_type = $2::jsonb ->> 'type' and state <> 'dismissed'
    and ($2::jsonb -> 'sequence' is null or output -> 'sequence' = $2::jsonb -> 'sequence')
  order by sequence desc limit 1 for update`;

/**
 * Records a partner's acknowledgement of an outgoing document. Recording it a second time changes nothing. A functional
 * acknowledgement identifies the document by the control numbers on our envelope. A business response proves that the
 * partner has received the latest document with the number and type to which it refers.
 * @param by the name of the partner
 * @returns the acknowledged documents, or an empty list if no outgoing document matches
 */
export function acknowledge(
  database: Database,
  connection: string,
  dispatch: ConfirmedDispatch,
  by: string,
  rejection: RejectionReason,
): Promise<Acknowledged[]> {
  return transaction(database, async (client) => {
    const found = await client.query<Found>(dispatch.control ? BY_CONTROL : BY_NUMBER, [
      connection,
      JSON.stringify(dispatch.control ?? ofDocument(dispatch)),
    ]);
    const acknowledged: Acknowledged[] = [];
    for (const document of found.rows) {
      const { id, number, links } = document;
      const weight = await acknowledgeOne(client, document, dispatch, by, rejection);
      acknowledged.push({ id, number, links, weight });
    }
    return acknowledged;
  });
}

/** Returns the reference to the confirmed document, with the number in the form in which the journal stores it. */
const ofDocument = ({ document }: ConfirmedDispatch) =>
  document && { ...document, number: indexed(document.number) };

async function acknowledgeOne(
  client: Queryable,
  document: Found,
  dispatch: ConfirmedDispatch,
  by: string,
  rejection: RejectionReason,
): Promise<Weight> {
  const source = sourceOf(dispatch);
  const report = { source, status: STATES[dispatch.status], ofEarlierSending: document.sentAgain };
  const { acknowledgement, heardFrom } = document;
  const weight = weigh({ acknowledgement, source: heardFrom }, report);
  if (weight === "note") await note(client, document, noteOf(report, dispatch.errors));
  if (weight === "enter") await record(client, document, report, dispatch, by, rejection);
  return weight;
}

/** Adds a note about an acknowledgement that changes no state, unless the document already has this note. */
async function note(client: Queryable, { id }: Found, said: Term): Promise<void> {
  const [text, terms] = saidValues([said]);
  const noted = await client.query(
    `update document set note = concat_ws(E'\\n', note, $2::text), revision = revision + 1, changed_at = clock_timestamp(),
       note_terms = coalesce(note_terms, case when note is null then '[]' else ${asItWas("note")} end) || $3::jsonb
     where id = $1 and position($2 in coalesce(note, '')) = 0`,
    [id, text, terms],
  );
  if ((noted.rowCount ?? 0) > 0) await step(client, id, "acknowledgement noted", text ?? "");
}

async function record(
  client: Queryable,
  document: Found,
  report: PartnerReport,
  dispatch: ConfirmedDispatch,
  by: string,
  rejection: RejectionReason,
): Promise<void> {
  const { id } = document;
  const state = stateAfter(document, report);
  const raises = state === "attention" && report.status === "rejected";
  const closes = document.state === "attention" && state === "done";
  await client.query(
    `update document set acknowledgement = $2, acknowledged_at = clock_timestamp(), acknowledged_by = $3,
       acknowledged_with = $4, state = $5, troubled = troubled or $5 = 'attention',
       reason_code = $6, reason = $7, reason_terms = $8, suggestion = $9, suggestion_terms = $10, due_at = null,
       revision = revision + 1, done_at = case when $11 then coalesce(done_at, clock_timestamp()) else done_at end,
       next_attempt_at = case when $11 then null else next_attempt_at end,
       target = case when $11 then null else target end, changed_at = clock_timestamp()
     where id = $1`,
    [
      id,
      report.status,
      by,
      report.source,
      state,
      ...reasonAfter(document, state, dispatch, rejection),
      endsDelivery(report),
    ],
  );
  if (endsDelivery(report) && document.delivery !== null) await endDeliveries(client, id, document.delivery);
  await step(client, id, stepOf("acknowledge", "done"), dispatch.status);
  if (raises) await insertEvents(client, [rejection.raised(document)]);
  else if (closes) await insertEvents(client, [rejection.resolved(document)]);
}

/**
 * Returns the values of the columns for the reason code, reason and suggestion: the values of a rejection, nulls if the
 * document is done, otherwise the previous values.
 */
function reasonAfter(
  { reasonCode, reason, suggestion }: Found,
  state: Document["state"],
  { status, errors }: ConfirmedDispatch,
  rejection: RejectionReason,
): (string | null)[] {
  const valuesOf = (code: string | null, why: Words | null, advice: Words | null) => [
    code,
    ...saidValues(why),
    ...saidValues(advice),
  ];
  if (state === "attention" && status === "rejected")
    return valuesOf(rejection.code, [...rejection.reason, ...errors], rejection.suggestion);
  return state === "done" ? valuesOf(null, null, null) : valuesOf(reasonCode, reason, suggestion);
}

/**
 * Ends the deliveries of a document, up to a sequence number, that are still being retried, for example because the
 * transport's response was lost. The partner has received the document and would receive it a second time.
 */
async function endDeliveries(client: Queryable, documentId: string, until: string): Promise<void> {
  await client.query(
    `update delivery set state = 'done', leased_until = null, failing_since = null, done_at = clock_timestamp()
     where document_id = $1 and state = 'queued' and sequence <= $2`,
    [documentId, until],
  );
}

async function step(client: Queryable, id: string, name: string, detail: string): Promise<void> {
  await client.query("insert into step (document_id, name, detail) values ($1, $2, $3)", [id, name, detail]);
}

/**
 * Raises one exception on each document whose acknowledgement is overdue, even if several sidecars check at the same
 * time.
 * @returns the number of documents
 */
export function raiseOverdue(database: Database, reason: RejectionReason): Promise<number> {
  return transaction(database, async (client) => {
    const raised = await client.query<Document>(
      `update document set acknowledgement = 'overdue', state = 'attention', reason_code = $1, reason = $2, reason_terms = $3,
         suggestion = $4, suggestion_terms = $5, troubled = true, revision = revision + 1, changed_at = clock_timestamp()
       where acknowledgement = 'awaited' and due_at < clock_timestamp()
         and state in (${among(statesBefore("overdue"))})
       returning ${DOCUMENT_COLUMNS}`,
      [reason.code, ...saidValues(reason.reason), ...saidValues(reason.suggestion)],
    );
    for (const { id } of raised.rows)
      await client.query("insert into step (document_id, name) values ($1, $2)", [
        id,
        stepOf("overdue", "attention"),
      ]);
    await insertEvents(client, raised.rows.map(reason.raised));
    return raised.rows.length;
  });
}
