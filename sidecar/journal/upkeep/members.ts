import pg from "pg";
import type { Membership } from "../../engine/ports/journal/upkeep.ts";

/** The time without a heartbeat after which a sidecar counts as stopped, even if its connection is open. */
const STOPPED_AFTER = "10 seconds";
const TIMEOUTS = { connectionTimeoutMillis: 5_000, query_timeout: 5_000 };

/**
 * Creates the membership of a sidecar. It uses a database connection of its own, which is named after the sidecar's id.
 * The connection ends with the process, so the next heartbeat of another sidecar detects that this one was killed. If
 * the connection breaks, the next heartbeat opens a new one.
 */
export function createMembership(url: string, id: string): Membership {
  let current: pg.Client | null = null;
  const drop = (client: pg.Client) => {
    if (current === client) current = null;
    client.end().catch(() => {});
  };
  const connected = async (): Promise<pg.Client> => {
    if (current) return current;
    const client = new pg.Client({
      connectionString: url,
      application_name: `suture ${id}`,
      keepAlive: true,
      ...TIMEOUTS,
    });
    client.on("error", () => drop(client));
    await client.connect();
    current = client;
    return client;
  };
  return {
    beat: async () => {
      const client = await connected();
      try {
        return await beat(client, id);
      } catch (error) {
        drop(client);
        throw error;
      }
    },
    leave: async () => {
      const client = await connected();
      await client.query("delete from sidecar where id = $1", [id]);
      drop(client);
    },
  };
}

async function beat(client: pg.Client, id: string): Promise<string[]> {
  await client.query(
    "insert into sidecar (id) values ($1) on conflict (id) do update set seen_at = clock_timestamp()",
    [id],
  );
  await client.query(
    `delete from sidecar s where seen_at < clock_timestamp() - interval '${STOPPED_AFTER}' or not exists (
       select 1 from pg_stat_activity a where a.datname = current_database() and a.application_name = 'suture ' || s.id)`,
  );
  const running = await client.query<{ id: string }>("select id from sidecar order by started_at, id");
  return running.rows.map((row) => row.id);
}
