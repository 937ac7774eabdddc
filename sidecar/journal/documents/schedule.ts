import { statesBefore, stepOf } from "../../engine/model/states.ts";
import type { Document } from "../../engine/records.ts";
import type { Queryable } from "../database.ts";
import { DOCUMENT_COLUMNS } from "../rows.ts";
import { among } from "./among.ts";
import { holds } from "./holding.ts";

/**
 * Queues the documents whose next attempt is due, and the held documents whose blocker does not hold them any more. A document with a
 * queued delivery is not queued, because its delivery is retried instead.
 * @returns the number of documents queued
 */
export async function queueDue(client: Queryable): Promise<number> {
  const due = await client.query(
    `update document set state = 'queued', next_attempt_at = null, published_at = null, changed_at = clock_timestamp()
     where state in (${among(statesBefore("schedule"))}) and next_attempt_at <= clock_timestamp()
       and not exists (select 1 from delivery v where v.document_id = document.id and v.state = 'queued')`,
  );
  const freed = await client.query(
    `update document h set state = 'queued', held_behind = null, published_at = null, changed_at = clock_timestamp()
     from document b
     where h.state in (${among(statesBefore("release"))}) and b.id = h.held_behind
       and not (${holds("b")})`,
  );
  return (due.rowCount ?? 0) + (freed.rowCount ?? 0);
}

/**
 * The SQL intervals after which an unprocessed reference is published again. If the broker's queue is empty, the
 * reference is either being processed or lost, so the interval is shorter. Processing a reference twice does no harm.
 */
const LOST_AFTER = "interval '15 minutes'";
const LOST_FROM_EMPTY_QUEUES = "interval '30 seconds'";
const lostBefore = (work: string) =>
  `clock_timestamp() - case when ${work} = any($1) then ${LOST_FROM_EMPTY_QUEUES} else ${LOST_AFTER} end`;

/**
 * Marks messages and documents as unpublished if their references have not been processed for a long time, because they
 * were dead-lettered or the broker lost its queues. The references are then published again. If the first reference was
 * only in a long queue, the second one has no effect, because the document has already been processed.
 * @param drained the kinds of work whose queues are empty
 * @returns the number of references
 */
export async function republishLost(client: Queryable, drained: readonly string[]): Promise<number> {
  const messages = await client.query(
    `update message set published_at = null
     where state = 'received' and published_at < ${lostBefore("'decode'")}`,
    [drained],
  );
  const documents = await client.query(
    `update document set published_at = null
     where state = 'queued' and published_at < clock_timestamp() - ${LOST_FROM_EMPTY_QUEUES}
       and published_at < ${lostBefore("case when contends is null then lane else 'contended' end")}`,
    [drained],
  );
  return (messages.rowCount ?? 0) + (documents.rowCount ?? 0);
}

/**
 * Sets the next attempt of all documents that wait for this target to now, because the target is reachable again.
 * @returns the number of documents
 */
export async function hastenWaiting(client: Queryable, target: string): Promise<number> {
  const hastened = await client.query(
    "update document set next_attempt_at = clock_timestamp() where state = 'waiting' and target = $1",
    [target],
  );
  return hastened.rowCount ?? 0;
}

/**
 * Returns documents whose latest change Odoo does not show yet, oldest first and at most `limit`. A document that is
 * queued or being processed is included only 15 seconds after its last change: its outcome usually follows by then, and
 * two reports would double the load on Odoo when it is busiest. A document whose report Odoo refused is included when
 * the report is due again.
 */
export async function unreported(client: Queryable, limit: number): Promise<Document[]> {
  const result = await client.query<Document>(
    `select ${DOCUMENT_COLUMNS} from document
     where revision > reported_revision and (refused_revision is distinct from revision or report_at <= clock_timestamp())
       and (state not in ('queued', 'processing') or changed_at < clock_timestamp() - interval '15 seconds')
     order by sequence limit $1`,
    [limit],
  );
  return result.rows;
}

/** Marks these revisions as reported. A document that has changed since remains unreported. */
export async function markReported(
  client: Queryable,
  documents: readonly Pick<Document, "id" | "revision">[],
): Promise<void> {
  await client.query(
    `update document set reported_revision = greatest(reported_revision, r.revision), refused_revision = null, reports_refused = 0
     from unnest($1::uuid[], $2::int[]) as r (id, revision) where document.id = r.id`,
    [documents.map((document) => document.id), documents.map((document) => document.revision)],
  );
}

/**
 * Postpones the report of a revision that Odoo refused. The delay is half a minute, and doubles with each refusal up to
 * an hour.
 */
export async function postponeReport(
  client: Queryable,
  { id, revision }: Pick<Document, "id" | "revision">,
): Promise<void> {
  await client.query(
    `update document set refused_revision = $2, reports_refused = reports_refused + 1,
       report_at = clock_timestamp() + least(interval '1 hour', interval '30 seconds' * 2 ^ least(reports_refused, 10))
     where id = $1`,
    [id, revision],
  );
}

/**
 * Queues again the documents that became exceptions because calls with only one document failed; Odoo was unreachable
 * meanwhile, which may have been the cause. Documents that failed in more than `mostFailures` such calls remain
 * exceptions.
 * @returns the number of documents
 */
export async function retryBlamed(client: Queryable, mostFailures: number): Promise<number> {
  const retried = await client.query(
    `with again as (
       update document set state = 'queued', published_at = null, reason_code = null, reason = null, reason_terms = null, suggestion = null,
         suggestion_terms = null,
         revision = revision + 1, changed_at = clock_timestamp()
       where state in (${among(statesBefore("retry-blamed"))}) and reason_code = 'ODOO_REJECTED' and failed_alone between 1 and $1
       returning id)
     insert into step (document_id, name, detail) select id, $2, 'Odoo was unreachable meanwhile' from again`,
    [mostFailures, stepOf("retry-blamed", "queued")],
  );
  return retried.rowCount ?? 0;
}
