import type { Configuration } from "../engine/ports.ts";
import type { Queryable } from "./database.ts";

/** The configuration as Odoo last gave it; null before the first contact. */
export async function loadConfiguration(client: Queryable): Promise<Configuration | null> {
  const result = await client.query<{ content: Configuration }>("select content from configuration");
  return result.rows[0]?.content ?? null;
}

export async function saveConfiguration(client: Queryable, configuration: Configuration): Promise<void> {
  await client.query(
    `insert into configuration (version, content) values ($1, $2)
     on conflict (only_row) do update set version = excluded.version, content = excluded.content, fetched_at = clock_timestamp()`,
    [configuration.version, JSON.stringify(configuration)],
  );
}
