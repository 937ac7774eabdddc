import type { BlockAsked } from "../../engine/ports/journal/access.ts";
import type { Queryable } from "../database.ts";

/**
 * Reserves a block of a connection's remaining daily quota, or the rest if it is smaller, and deletes the connection's
 * rows for days before yesterday. The statement is atomic across sidecars, and runs once for each block rather than for
 * each message.
 * @returns `granted`, the number reserved by this call, and `taken`, the number reserved for the day in total
 */
export async function takeDailyBlock(
  client: Queryable,
  { connection, day, block, quota }: BlockAsked,
): Promise<{ granted: number; taken: number }> {
  const { rows } = await client.query(
    `with forgotten as (delete from daily_quota where connection = $1 and day < $2::date - 1)
     insert into daily_quota as q (connection, day, taken, granted)
     values ($1, $2::date, least($3::bigint, $4::bigint), least($3::bigint, $4::bigint))
     on conflict (connection, day) do update
        set granted = greatest(0, least($3::bigint, $4::bigint - q.taken)),
            taken = q.taken + greatest(0, least($3::bigint, $4::bigint - q.taken))
     returning granted::integer, taken::bigint`,
    [connection, day, block, quota],
  );
  const { granted, taken } = rows[0] as { granted: number; taken: string };
  return { granted, taken: Number(taken) };
}
