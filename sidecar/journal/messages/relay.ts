import type { Unpublished } from "../../engine/ports/journal/messages.ts";
import { ADVISORY_LOCKS, type Database, type Queryable, transaction } from "../database.ts";

/**
 * The maximum number of messages of one connection in the broker's queues. More are published as these are decoded, so
 * that messages from other connections wait only for these few.
 */
const WINDOW = 100;

const DOCUMENTS = `select 'document' as kind, id, lane, aggregate, contends, trace_id as "traceId" from document
  where published_at is null and state = 'queued' and lane = $2 order by sequence limit $1`;

/**
 * Selects at most $1 unpublished messages, and from each connection only so many that at most $2 of its messages are in
 * the broker's queues. Finds the connections by jumping from one to the next in the index, because reading every row
 * would be slow if a few connections have very many messages.
 */
const MESSAGES = `with recursive sender as (
    (select coalesce(connection, '') as name from message where published_at is null order by 1 limit 1)
    union all
    select (select coalesce(connection, '') from message
            where published_at is null and coalesce(connection, '') > s.name order by 1 limit 1)
    from sender s where s.name is not null)
  select 'message' as kind, m.id, m.connection, m.trace_id as "traceId" from sender s
  cross join lateral (
    select id, connection, trace_id, received_at from message
    where published_at is null and coalesce(connection, '') = s.name order by received_at, id
    limit greatest(0, $2 - (select count(*) from (
      select 1 from message where state = 'received' and published_at is not null
        and coalesce(connection, '') = s.name limit $2) working))) m
  where s.name is not null order by m.received_at, m.id limit $1`;

const EVENTS = `select 'event' as kind, id, type, subject, source, data, created_at as at, trace_id as "traceId" from event
  where published_at is null order by sequence limit $1`;

/**
 * Returns the oldest unpublished documents of each lane, messages and events, at most `limit` of each, the most urgent
 * first, so that a flood of one kind does not delay the others.
 */
async function unpublished(client: Queryable, limit: number): Promise<Unpublished[]> {
  const rows: Unpublished[] = [];
  const select = async (sql: string, ...more: unknown[]) => {
    rows.push(...(await client.query<Unpublished>(sql, [limit, ...more])).rows);
  };
  await select(DOCUMENTS, "critical");
  await select(MESSAGES, WINDOW);
  await select(DOCUMENTS, "standard");
  await select(DOCUMENTS, "bulk");
  await select(EVENTS);
  return rows;
}

/**
 * Marks rows as published. Locks them in the order of their ids, as all other transactions do, because otherwise the two
 * would deadlock: the work on a document begins as soon as the broker has its reference.
 */
async function markPublished(
  client: Queryable,
  kind: Unpublished["kind"],
  ids: readonly string[],
): Promise<void> {
  await client.query(
    `with locked as materialized (select id from ${kind} where id = any($1) order by id for no key update)
     update ${kind} set published_at = clock_timestamp() from locked where ${kind}.id = locked.id`,
    [ids],
  );
}

/**
 * Passes the oldest unpublished rows to `publish`, which returns the ids of those that the broker has confirmed, then
 * marks them as published. Only one sidecar at a time does this, to preserve the order.
 * @returns the numbers of rows published and not published, or null if another sidecar is doing it
 */
export function relayOnce(
  database: Database,
  limit: number,
  publish: (rows: readonly Unpublished[]) => Promise<ReadonlySet<string>>,
): Promise<{ published: number; failed: number } | null> {
  return transaction(database, async (client) => {
    const lock = await client.query<{ taken: boolean }>("select pg_try_advisory_xact_lock($1) as taken", [
      ADVISORY_LOCKS.relay,
    ]);
    if (!lock.rows[0]?.taken) return null;
    const rows = await unpublished(client, limit);
    if (rows.length === 0) return { published: 0, failed: 0 };
    const published = await publish(rows);
    for (const kind of ["message", "document", "event"] as const) {
      const ids = rows.filter((row) => row.kind === kind && published.has(row.id)).map((row) => row.id);
      if (ids.length > 0) await markPublished(client, kind, ids);
    }
    return { published: published.size, failed: rows.length - published.size };
  });
}
