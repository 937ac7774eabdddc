import type { Lane } from "../engine/ports.ts";
import { ADVISORY_LOCKS, type Database, transaction } from "./database.ts";

export type Unpublished =
  | {
      readonly kind: "message";
      readonly id: string;
      readonly connection: string | null;
      readonly traceId: string;
    }
  | {
      readonly kind: "document";
      readonly id: string;
      readonly lane: Lane;
      readonly aggregate: string;
      readonly traceId: string;
    }
  | {
      readonly kind: "event";
      readonly id: string;
      readonly type: string;
      readonly subject: string;
      readonly source: string;
      readonly data: Readonly<Record<string, unknown>>;
      readonly at: Date;
      readonly traceId: string;
    };

const SELECT: Readonly<Record<Unpublished["kind"], string>> = {
  message: `select 'message' as kind, id, connection, trace_id as "traceId" from message
            where published_at is null order by received_at, id limit $1`,
  document: `select 'document' as kind, id, lane, aggregate, trace_id as "traceId" from document
             where published_at is null and state = 'queued' order by sequence limit $1`,
  event: `select 'event' as kind, id, type, subject, source, data, created_at as at, trace_id as "traceId" from event
          where published_at is null order by sequence limit $1`,
};

/**
 * Hands the oldest unpublished rows to `publish`, then marks those it published. One sidecar at a time does so
 * (the order of arrival would be lost otherwise); the others find the lock taken and return null.
 * @returns how many were published and how many stay behind.
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
    const rows: Unpublished[] = [];
    for (const sql of Object.values(SELECT))
      rows.push(...(await client.query<Unpublished>(sql, [limit])).rows);
    if (rows.length === 0) return { published: 0, failed: 0 };
    const published = await publish(rows);
    for (const kind of ["message", "document", "event"] as const) {
      const ids = rows.filter((row) => row.kind === kind && published.has(row.id)).map((row) => row.id);
      if (ids.length > 0)
        await client.query(`update ${kind} set published_at = clock_timestamp() where id = any($1)`, [ids]);
    }
    return { published: published.size, failed: rows.length - published.size };
  });
}
