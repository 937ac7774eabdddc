import { statesBefore, stepOf } from "../../engine/model/states.ts";
import type { ReplayFilter } from "../../engine/ports/journal/operators.ts";
import type { Document } from "../../engine/records.ts";
import { type Database, type Queryable, transaction } from "../database.ts";
import { probeFor } from "../deliveries/circuits.ts";
import { insertSteps } from "../documents/steps.ts";
import { requestDecode } from "../messages/decode.ts";
import { DOCUMENT_COLUMNS } from "../rows.ts";

/**
 * The states from which a person can retry a document. They include "processing", in which a delivery is queued and
 * becomes due immediately.
 */
const HASTENED: readonly string[] = statesBefore("try-again");

/**
 * The states from which a person can have a document processed again. A document that is done can be processed again
 * only as a new version.
 */
export const REPLAYABLE: readonly string[] = HASTENED.filter((state) => state !== "processing");

type Row = { id: string; message_id: string | null; input: unknown; state?: string };

/**
 * The SQL condition for documents in some states ($1) that match a filter ($2 to $8). A file that has not arrived cannot be
 * processed again.
 */
const MATCHES = `state = any($1) and ($2::uuid[] is null or id = any($2)) and ($3::uuid is null or message_id = $3)
  and ($4::text is null or message_key = $4) and ($5::text is null or connection = $5)
  and ($6::text is null or state = $6) and ($7::text is null or reason_code = $7)
  and ($8::boolean is not true or not exists (select 1 from document later where later.supersedes = document.id))
  and not (direction = 'inbound' and message_id is null and input is null)`;

const matching = (filter: ReplayFilter, states: readonly string[]): unknown[] => [
  states,
  filter.documentIds ?? null,
  filter.messageId ?? null,
  filter.messageKey ?? null,
  filter.connection ?? null,
  filter.state ?? null,
  filter.reasonCode ?? null,
  filter.latest ?? null,
];

/**
 * Returns documents that match a filter and are in one of the states, oldest first, at most `limit`, after the one with
 * the id `after`.
 */
export async function documentsMatching(
  client: Queryable,
  filter: ReplayFilter,
  states: readonly string[],
  limit: number,
  after: string | null,
): Promise<Document[]> {
  const found = await client.query<Document>(
    `select ${DOCUMENT_COLUMNS} from document
     where ${MATCHES} and ($10::uuid is null or sequence > (select sequence from document where id = $10))
     order by sequence limit $9`,
    [...matching(filter, states), limit, after],
  );
  return found.rows;
}

/**
 * Queues the documents that match a filter, oldest first and at most `limit`, to be processed again from the start:
 * their attempts are counted from zero, and a document that could not be decoded is decoded again. If a document has a
 * queued or failed delivery, the delivery is retried instead. An outgoing document that was delivered, but is an
 * exception because its acknowledgement is overdue or a rejection, is sent again with new control numbers.
 * @returns the ids of the documents
 */
export function replay(
  database: Database,
  filter: ReplayFilter,
  actor: string,
  limit: number,
): Promise<string[]> {
  return transaction(database, async (client) => {
    const found = await client.query<Row>(
      `select id, message_id, coalesce(corrected, input) as input, state from document
       where ${MATCHES} order by sequence limit $9 for update`,
      [...matching(filter, HASTENED), limit],
    );
    for (const row of found.rows) await replayOne(client, row, actor);
    return found.rows.map((row) => row.id);
  });
}

export async function replayOne(client: Queryable, row: Row, actor: string): Promise<void> {
  if (row.input === null && row.message_id !== null) return requestDecode(client, row.message_id, actor);
  if (row.state === "processing" && (await hasten(client, row.id, actor))) return;
  const retried = await client.query(
    `update delivery set state = 'queued', next_attempt_at = clock_timestamp(), attempts = 0, since = clock_timestamp(),
       failing_since = null
     where document_id = $1 and state in ('failed', 'queued')`,
    [row.id],
  );
  await probeFor(client, row.id);
  await client.query(
    `update document set state = $2, published_at = case when $2 = 'queued' then null else published_at end, attempts = 0, failed_alone = 0,
       next_attempt_at = null, held_behind = null, reason_code = null, reason = null,
       reason_terms = null, suggestion = null, suggestion_terms = null, findings = '[]',
       acknowledgement = case when direction = 'outbound' then 'none' else acknowledgement end, acknowledged_with = null,
       done_at = null, due_at = null, revision = revision + 1, changed_at = clock_timestamp()
     where id = $1`,
    [row.id, (retried.rowCount ?? 0) > 0 ? "processing" : "queued"],
  );
  await insertSteps(client, [
    { documentId: row.id, name: stepOf("try-again", "queued"), detail: `requested by ${actor}` },
  ]);
}

/**
 * Makes the queued delivery of a document due now, and records that a person requested this.
 * @returns whether the document has a queued delivery
 */
async function hasten(client: Queryable, id: string, actor: string): Promise<boolean> {
  const hastened = await client.query(
    "update delivery set next_attempt_at = clock_timestamp() where document_id = $1 and state = 'queued'",
    [id],
  );
  if ((hastened.rowCount ?? 0) === 0) return false;
  await probeFor(client, id);
  await client.query(
    `with told as (update document set revision = revision + 1, changed_at = clock_timestamp() where id = $1)
     insert into step (document_id, name, detail) values ($1, '${stepOf("try-again", "processing")}', $2)`,
    [id, `requested by ${actor}: its delivery is due immediately`],
  );
  return true;
}

/** Marks the current state of a document as unreported, so that it is reported to Odoo again. */
export async function showAgain(client: Queryable, id: string): Promise<void> {
  await client.query("update document set revision = revision + 1 where id = $1", [id]);
}
