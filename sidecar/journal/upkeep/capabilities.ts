import { statesBefore } from "../../engine/model/states.ts";
import type { Capability, Gained } from "../../engine/ports/journal/upkeep.ts";
import { type Database, type Queryable, transaction } from "../database.ts";
import { among } from "../documents/among.ts";

/**
 * Records what this version can do. The messages with unsupported documents that it can process, and that no earlier version could,
 * are marked to be decoded again. Both are in one transaction, so that each exception is retried once.
 */
export function recordCapabilities(database: Database, capabilities: readonly Capability[]): Promise<Gained> {
  return transaction(database, async (client) => {
    const names = capabilities.map(({ name }) => name);
    const inserted = await client.query<{ name: string }>(
      "insert into capability (name) select unnest($1::text[]) on conflict do nothing returning name",
      [names],
    );
    const gained = inserted.rows.map(({ name }) => name).toSorted();
    const some = capabilities.filter(({ name }) => gained.includes(name));
    return { gained, messages: some.length > 0 ? await decodeAgain(client, some) : 0 };
  });
}

async function decodeAgain(client: Queryable, gained: readonly Capability[]): Promise<number> {
  const codes = gained.flatMap((one) => one.codes);
  const again = await client.query(
    `with again as (
       update message set state = 'received', published_at = null
       where state = 'decoded' and body is not null and id = any(array(
         select d.message_id from document d join message m on m.id = d.message_id
         where d.state in (${among(statesBefore("read-again"))}) and d.reason_code = 'UNSUPPORTED_DOCUMENT'
           and d.direction = 'inbound' and d.flow is null and d.input is null and d.corrected is null
           and (d.document_type = any($1)
             or (m.format, d.document_code) in (select * from unnest($2::text[], $3::text[])))))
       returning id)
     insert into step (message_id, name, detail)
       select id, 'decode again', 'a later version of the sidecar supports its documents' from again`,
    [gained.flatMap(({ types }) => types), codes.map(({ format }) => format), codes.map(({ code }) => code)],
  );
  return again.rowCount ?? 0;
}
