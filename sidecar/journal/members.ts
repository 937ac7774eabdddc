import type { Queryable } from "./database.ts";

/** A sidecar that has not been seen for so long is taken for dead. Its queues have gone to others long before. */
const SILENT = "10 seconds";

/**
 * Says that a sidecar runs, and strikes off those that are silent.
 * @returns the ids of those that run, the one that has run longest first: the same for all that ask.
 */
export async function beat(client: Queryable, id: string): Promise<string[]> {
  await client.query(
    `insert into sidecar (id) values ($1) on conflict (id) do update set seen_at = clock_timestamp()`,
    [id],
  );
  await client.query(`delete from sidecar where seen_at < clock_timestamp() - interval '${SILENT}'`);
  const running = await client.query<{ id: string }>("select id from sidecar order by started_at, id");
  return running.rows.map((row) => row.id);
}

/** A sidecar that stops in good order is not waited for. */
export async function leave(client: Queryable, id: string): Promise<void> {
  await client.query("delete from sidecar where id = $1", [id]);
}
