import type { Queryable } from "../database.ts";

/** Whether this very attempt, its id, time and body signed alike, was taken before. */
export async function webhookTaken(
  client: Queryable,
  connection: string,
  digest: Uint8Array,
): Promise<boolean> {
  const found = await client.query("select 1 from webhook_attempt where connection = $1 and digest = $2", [
    connection,
    digest,
  ]);
  return (found.rowCount ?? 0) > 0;
}

/** Longer than a timestamp is believed, ahead of our clock and behind it together. */
const BELIEVED = "15 minutes";

/**
 * Notes an attempt as taken, and forgets those that nobody could repeat any more.
 * @returns false when another delivery of the same attempt was quicker.
 */
export async function takeWebhook(
  client: Queryable,
  connection: string,
  digest: Uint8Array,
): Promise<boolean> {
  const taken = await client.query(
    `with forgotten as (
       delete from webhook_attempt where ctid in (
         select ctid from webhook_attempt where taken_at < clock_timestamp() - interval '${BELIEVED}'
         limit 100 for update skip locked))
     insert into webhook_attempt (connection, digest) values ($1, $2) on conflict do nothing`,
    [connection, digest],
  );
  return taken.rowCount === 1;
}
