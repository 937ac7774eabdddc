import type { RetentionTask } from "../../engine/ports/journal/upkeep.ts";
import { SIZE } from "../bodies/read.ts";
import { ADVISORY_LOCKS, type Database, type Queryable, transaction } from "../database.ts";

/**
 * Returns the SQL condition that a document is closed: it is finished, no acknowledgement is pending, and Odoo shows
 * its latest state. The partial indexes of migration 4 match these conditions word for word.
 */
const CLOSED = (document: string): string => `${document}.state in ('done', 'dismissed')
  and ${document}.acknowledgement not in ('awaited', 'overdue') and ${document}.revision <= ${document}.reported_revision`;
/**
 * Returns the SQL condition that a query finds no row; `rows` is the part of the query after "from". The condition is a
 * scalar subquery instead of a join, so that it is evaluated only for the rows visited.
 */
const notExists = (rows: string): string => `(select 1 from ${rows} limit 1) is null`;
const noOpenDocumentOf = (message: string): string =>
  notExists(`document d where d.message_id = ${message} and not (${CLOSED("d")})`);
const noQueuedDelivery = (column: string, id: string): string =>
  notExists(`delivery v where v.${column} = ${id} and v.state = 'queued'`);

/**
 * The SQL expression for the time before which data has expired. It uses now() instead of clock_timestamp(), because
 * only a value that is constant within a statement can use an index.
 */
const AGE = "now() - make_interval(days => $1)";

/**
 * Returns the SQL condition for a stored body that is no longer needed: it is incomplete and has not grown for the
 * period $1, or the bytes of all its messages have been removed.
 */
const UNUSED = (
  body: string,
): string => `case when ${body}.completed_at is null then ${body}.changed_at < ${AGE}
  else ${notExists(`message m where m.body_id = ${body}.id`)} end`;

/**
 * The SQL statements of the retention tasks. $1 is the retention period in days, $2 the maximum number of rows, and $3
 * the flow, if the task has one.
 */
export const RETENTION_SQL: Readonly<Record<RetentionTask["what"], string>> = {
  bodies: `update message set size = ${SIZE("message")}, body = null, body_id = null, body_start = null, body_end = null, headers = '{}',
      sender = null, body_removed_at = clock_timestamp(), kept_since = null
    where id = any(array(select m.id from message m
      where m.retained_as = $3 and m.kept_since < ${AGE} and m.body is not null and m.state = 'decoded'
        and ${noOpenDocumentOf("m.id")} and ${noQueuedDelivery("message_id", "m.id")}
      order by m.kept_since limit $2 for update skip locked))`,
  "body chunks": `delete from body_chunk where ctid = any(array(select c.ctid from body b join body_chunk c on c.body_id = b.id
    where ${UNUSED("b")} limit $2))`,
  "stored bodies": `delete from body where id = any(array(select b.id from body b
    where ${UNUSED("b")} and ${notExists("body_chunk c where c.body_id = b.id")} limit $2))`,
  contents: `with gone as (select d.id from document d
      where coalesce(d.flow, '') = $3 and d.received_at < ${AGE} and d.content_removed_at is null and ${CLOSED("d")}
        and ${noQueuedDelivery("document_id", "d.id")}
      order by d.received_at limit $2 for update skip locked),
    corrections as (update correction set content = null, changes = null
      where document_id = any(array(select id from gone)))
    update document set input = null, shown = null, corrected = null, output = null, findings = '[]', changes = '[]', accepted = '[]', matches = '[]', reason = null,
      reason_terms = null, suggestion = null, suggestion_terms = null, content_removed_at = clock_timestamp()
    where id = any(array(select id from gone))`,
  deliveries: `update delivery set body = null
    where id = any(array(select v.id from delivery v
      where v.created_at < ${AGE} and v.body is not null and v.state <> 'queued'
        and ${notExists(`document d where d.id = v.document_id and not (${CLOSED("d")})`)}
      order by v.created_at limit $2 for update skip locked))`,
  events: `delete from event where id = any(array(select id from event where published_at < ${AGE}
    order by published_at limit $2 for update skip locked))`,
  rejections: `delete from rejection where id = any(array(select id from rejection where at < ${AGE} order by at limit $2))`,
  steps: `delete from step where id = any(array(select s.id from step s
    where s.at < ${AGE}
      and ${notExists(`document d where d.id = s.document_id and not (${CLOSED("d")})`)}
      and ${noOpenDocumentOf("s.message_id")}
    limit $2))`,
  documents: `with gone as (select d.id from document d
      where d.received_at < ${AGE} and d.content_removed_at is not null and ${CLOSED("d")}
        and ${notExists("document b where b.held_behind = d.id")}
        and ${noQueuedDelivery("document_id", "d.id")}
      order by d.received_at limit $2 for update skip locked),
    steps as (delete from step where document_id = any(array(select id from gone))),
    deliveries as (delete from delivery where document_id = any(array(select id from gone))),
    terms as (delete from search_term where found_id = any(array(select id from gone)))
    delete from document where id = any(array(select id from gone))`,
  messages: `with gone as (select m.id from message m
      where m.received_at < ${AGE} and m.body is null
        and ${notExists("document d where d.message_id = m.id")}
        and ${notExists("message c where c.conflicts_with = m.id")}
        and ${noQueuedDelivery("message_id", "m.id")}
      order by m.received_at limit $2 for update skip locked),
    steps as (delete from step where message_id = any(array(select id from gone))),
    deliveries as (delete from delivery where message_id = any(array(select id from gone))),
    terms as (delete from search_term where found_id = any(array(select id from gone)))
    delete from message where id = any(array(select id from gone))`,
};

/**
 * The statement that is executed before a task. It makes PostgreSQL read the rows in index order until the batch is
 * full, instead of collecting and sorting all expired rows.
 */
export const IN_ORDER = "set local enable_sort = off";

/**
 * Removes one batch of a task's expired data, at most `limit` rows, in a transaction of its own. Only one sidecar at a
 * time does this.
 * @returns the number of rows changed, or null if another sidecar is running retention
 */
export function retainOnce(database: Database, task: RetentionTask, limit: number): Promise<number | null> {
  return transaction(database, async (client) => {
    const lock = await client.query<{ taken: boolean }>("select pg_try_advisory_xact_lock($1) as taken", [
      ADVISORY_LOCKS.retention,
    ]);
    if (!lock.rows[0]?.taken) return null;
    return retain(client, task, limit);
  });
}

async function retain(client: Queryable, task: RetentionTask, limit: number): Promise<number> {
  await client.query(IN_ORDER);
  const flow = "flow" in task ? [task.flow] : [];
  const result = await client.query(RETENTION_SQL[task.what], [task.days, limit, ...flow]);
  return result.rowCount ?? 0;
}
