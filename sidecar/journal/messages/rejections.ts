import { v7 as uuid } from "uuid";
import type { Rejection, RepeatedAttempts } from "../../engine/ports/journal/access.ts";
import type { Queryable } from "../database.ts";

/** Stores the evidence of a refused request or message. */
export async function insertRejection(
  client: Queryable,
  rejection: Rejection,
  id: string = uuid(),
): Promise<void> {
  await client.query(
    `insert into rejection (id, connection, transport, remote, status, reason, size, excerpt, trace_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      id,
      rejection.connection,
      rejection.transport,
      rejection.remote,
      rejection.status,
      rejection.reason,
      rejection.size,
      rejection.excerpt,
      rejection.traceId,
    ],
  );
}

/** Adds further attempts to the counts of stored rejections. */
export async function countAttempts(client: Queryable, repeated: readonly RepeatedAttempts[]): Promise<void> {
  await client.query(
    `update rejection r set attempts = r.attempts + more.attempts, last_at = greatest(r.last_at, more.last_at)
       from unnest($1::uuid[], $2::integer[], $3::timestamptz[]) as more(id, attempts, last_at)
      where r.id = more.id`,
    [
      repeated.map(({ id }) => id),
      repeated.map(({ attempts }) => attempts),
      repeated.map(({ lastAt }) => lastAt),
    ],
  );
}
