import { UTC } from "../../documents/days.ts";
import { statesBefore } from "../../engine/model/states.ts";
import type { Configuration } from "../../engine/ports/connection.ts";
import { type Database, type Queryable, transaction } from "../database.ts";
import { among } from "../documents/among.ts";

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

/**
 * Stores a configuration. In the same transaction, the messages of the changed connections that wait because their identifiers were
 * unknown are marked to be decoded again.
 * @returns the number of messages to be decoded again
 */
export function saveConfiguration(
  database: Database,
  configuration: Configuration,
  changed: readonly string[] = [],
): Promise<number> {
  return transaction(database, async (client) => {
    await client.query(
      `insert into configuration (version, content) values ($1, $2)
       on conflict (only_row) do update set version = excluded.version, content = excluded.content, fetched_at = clock_timestamp()`,
      [configuration.version, JSON.stringify(configuration)],
    );
    return changed.length > 0 ? decodeStrangersAgain(client, changed) : 0;
  });
}

/** A message whose exception a person has dismissed stays dismissed. */
async function decodeStrangersAgain(client: Queryable, connections: readonly string[]): Promise<number> {
  const again = await client.query(
    `with again as (
       update message m set state = 'received', published_at = null
       where stranger = 'waiting' and connection = any($1) and state = 'decoded' and body is not null
         and exists (select from document d where d.message_id = m.id and d.input is null
           and d.state in (${among(statesBefore("read-again"))}))
       returning id)
     insert into step (message_id, name, detail)
       select id, 'decode again', 'the connection was changed in Odoo' from again`,
    [connections],
  );
  return again.rowCount ?? 0;
}
