import type { Queryable } from "../database.ts";

/**
 * Returns whether this attempt was accepted before. `digest` is the digest of the webhook's ID, timestamp and body,
 * which together are signed.
 */
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

/**
 * The time for which accepted attempts are stored. It is longer than the whole range of accepted timestamps, from the
 * oldest to the furthest in the future.
 */
const BELIEVED = "15 minutes";

/**
 * Records an attempt as accepted, and deletes some of the attempts that are too old to be accepted again.
 * @returns false if a concurrent delivery of the same attempt was recorded first
 */
export async function takeWebhook(
  client: Queryable,
  connection: string,
  digest: Uint8Array,
): Promise<boolean> {
  const taken = await client.query(
    `with forgotten as (
       delete from webhook_attempt where ctid = any(array(
         select ctid from webhook_attempt where taken_at < clock_timestamp() - interval '${BELIEVED}'
         limit 100 for update skip locked)))
     insert into webhook_attempt (connection, digest) values ($1, $2) on conflict do nothing`,
    [connection, digest],
  );
  return taken.rowCount === 1;
}
