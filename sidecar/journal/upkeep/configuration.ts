import { UTC } from "../../documents/days.ts";
import type { Configuration } from "../../engine/ports/connection.ts";
import type { Queryable } from "../database.ts";

/**
 * Returns the configuration last received from Odoo, or null before the first contact. A connection that was stored
 * before Odoo sent time zones gets UTC.
 */
export async function loadConfiguration(client: Queryable): Promise<Configuration | null> {
  const result = await client.query<{ content: Configuration }>("select content from configuration");
  const content = result.rows[0]?.content;
  if (content === undefined) return null;
  return {
    ...content,
    connections: content.connections.map((connection) => ({
      ...connection,
      timeZone: connection.timeZone ?? UTC,
    })),
  };
}

export async function saveConfiguration(client: Queryable, configuration: Configuration): Promise<void> {
  await client.query(
    `insert into configuration (version, content) values ($1, $2)
     on conflict (only_row) do update set version = excluded.version, content = excluded.content, fetched_at = clock_timestamp()`,
    [configuration.version, JSON.stringify(configuration)],
  );
}
