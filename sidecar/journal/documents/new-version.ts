import { v7 as uuid } from "uuid";
import { indexed } from "../../engine/model/long-keys.ts";
import { isFinished } from "../../engine/model/states.ts";
import { nextKey } from "../../engine/model/version-key.ts";
import type { VersionEntry, VersionRefusal } from "../../engine/ports/journal/operators.ts";
import type { AuditWriter } from "../audit/audit.ts";
import { type Database, type Queryable, transaction } from "../database.ts";

type Row = {
  state: string;
  version: number;
  message_key: string;
  unread: boolean;
};

/**
 * Creates a new version of a finished document, which is then processed again at a person's request. Only the latest
 * version can have a successor, so a second request for the same version is refused.
 * @returns the id of the new version, or the reason why none was created
 */
export async function createVersion(
  client: Queryable,
  audit: AuditWriter,
  id: string,
  actor: string,
  reason: string,
): Promise<{ id: string; message_id: null } | { refused: VersionRefusal }> {
  const found = await client.query<Row>(
    `select state, version, message_key, coalesce(corrected, input) is null as unread
     from document where id = $1 for update`,
    [id],
  );
  const row = found.rows[0];
  if (!row || !isFinished(row.state)) return { refused: "unfinished" };
  // This check needs the lock: an earlier request may have created a version meanwhile.
  const later = await client.query("select 1 from document where supersedes = $1", [id]);
  if ((later.rowCount ?? 0) > 0) return { refused: "superseded" };
  if (row.unread) return { refused: "unread" };
  const created = await insertVersion(client, id, nextKey(row.message_key, row.version));
  const version = row.version + 1;
  await step(client, created, `version ${version}`, `requested by ${actor}: ${reason}`);
  await step(client, id, "entered again", `as version ${version} by ${actor}: ${reason}`);
  const detail = { version, entered: created, reason };
  await audit(client, { actor, action: "document.version", subject: id, detail });
  return { id: created, message_id: null };
}

async function insertVersion(client: Queryable, id: string, key: string): Promise<string> {
  const created = uuid();
  await client.query(
    `insert into document (id, message_id, direction, connection, flow, lane, document_code, document_type,
       document_number, message_key, content_hash, aggregate, input, state, control_reference, trace_id, links, version,
       supersedes, envelope, source_start, source_end)
     select $2::uuid, message_id, direction, connection, flow, lane, document_code, document_type,
       document_number, $3::text, content_hash, aggregate, coalesce(corrected, input), 'queued',
       case when direction = 'inbound' then control_reference end, trace_id,
       case when direction = 'outbound' then links else '[]'::jsonb end, version + 1, id,
       case when direction = 'inbound' then envelope end, source_start, source_end
     from document where id = $1`,
    [id, created, indexed(key)],
  );
  return created;
}

async function step(client: Queryable, id: string, name: string, detail: string): Promise<void> {
  await client.query("insert into step (document_id, name, detail) values ($1, $2, $3)", [id, name, detail]);
}

/**
 * Creates a new version of each document that is finished, has content and has no later version.
 * @returns the ids of the new versions
 */
export function enterVersions(
  database: Database,
  audit: AuditWriter,
  ids: readonly string[],
  actor: string,
  reason: string,
): Promise<string[]> {
  return transaction(database, async (client) => {
    const created: string[] = [];
    for (const id of ids) {
      const outcome = await createVersion(client, audit, id, actor, reason);
      if ("id" in outcome) created.push(outcome.id);
    }
    return created;
  });
}

/** Returns all versions of a document, both earlier and later than the given one, oldest first. */
export async function versionsOf(client: Queryable, documentId: string): Promise<VersionEntry[]> {
  const found = await client.query<VersionEntry>(
    `with recursive
       earlier as (select id, supersedes from document where id = $1
         union all select d.id, d.supersedes from document d join earlier e on d.id = e.supersedes),
       later as (select id from document where id = $1
         union all select d.id from document d join later l on d.supersedes = l.id)
     select id, version, message_key as key, state, received_at as "receivedAt" from document
     where id in (select id from earlier union select id from later) order by version`,
    [documentId],
  );
  return found.rows;
}
