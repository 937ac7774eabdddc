import { indexed } from "../../engine/model/long-keys.ts";
import { searchTerms } from "../../engine/model/search-terms.ts";
import type {
  Corrected,
  CorrectionEntry,
  CorrectionRefusal,
  NewCorrection,
} from "../../engine/ports/journal/operators.ts";
import type { AuditWriter } from "../audit/audit.ts";
import { type Database, type Queryable, transaction } from "../database.ts";
import { createVersion } from "../documents/new-version.ts";
import { insertTerms } from "../search-terms.ts";
import { REPLAYABLE, replayOne } from "./replay.ts";

type Row = { id: string; message_id: string | null; state: string };

/**
 * Stores a correction next to the received document, and queues the document with the corrected content, in one
 * transaction. For a request that arrives a second time, returns the first correction.
 * @returns the id of the corrected document and the number of the correction, or the reason why the correction is
 * refused
 */
export function correct(
  database: Database,
  audit: AuditWriter,
  correction: NewCorrection,
): Promise<Corrected | { readonly refused: CorrectionRefusal }> {
  return transaction(database, async (client) => {
    const asked = correction.request && (await correctionAsked(client, correction.request));
    if (asked) return asked;
    const target = correction.asNewVersion
      ? await createVersion(client, audit, correction.documentId, correction.actor, correction.reason)
      : await replayable(client, correction.documentId);
    if ("refused" in target) return target;
    const number = await insertCorrection(client, audit, target.id, correction);
    await takeOver(client, target.id, correction);
    if (!correction.asNewVersion)
      await replayOne(client, { ...target, input: correction.content }, correction.actor);
    return { id: target.id, number };
  });
}

/** Returns the correction that an earlier request with this key created, or null. */
export async function correctionAsked(client: Queryable, request: string): Promise<Corrected | null> {
  const found = await client.query<Corrected>(
    "select document_id as id, number from correction where request = $1",
    [request],
  );
  return found.rows[0] ?? null;
}

async function replayable(
  client: Queryable,
  id: string,
): Promise<Pick<Row, "id" | "message_id"> | { refused: CorrectionRefusal }> {
  const found = await client.query<Row>(
    "select id, message_id, state from document where id = $1 for update",
    [id],
  );
  const row = found.rows[0];
  if (row && REPLAYABLE.includes(row.state)) return { id: row.id, message_id: row.message_id };
  return { refused: row?.state === "done" || row?.state === "dismissed" ? "finished" : "busy" };
}

async function insertCorrection(
  client: Queryable,
  audit: AuditWriter,
  id: string,
  correction: NewCorrection,
): Promise<number> {
  const { actor, reason, changes } = correction;
  const inserted = await client.query<{ number: number }>(
    `insert into correction (document_id, number, content, changes, reason, actor, request)
     select $1::uuid, coalesce(max(number), 0) + 1, $2::jsonb, $3::jsonb, $4, $5, $6 from correction where document_id = $1 returning number`,
    [id, JSON.stringify(correction.content), JSON.stringify(changes), reason, actor, correction.request],
  );
  const number = inserted.rows[0]?.number ?? 1;
  await client.query("insert into step (document_id, name, detail) values ($1, 'corrected', $2)", [
    id,
    `correction ${number} by ${actor}: ${reason}`,
  ]);
  // The audit log contains the locations of the changes, but not the values.
  const pointers = changes.map(({ pointer }) => pointer);
  await audit(client, {
    actor,
    action: "document.correct",
    subject: id,
    detail: { number, reason, pointers },
  });
  return number;
}

/**
 * Replaces the document's content with the corrected content, and updates the fields that depend on it: content hash,
 * flow, lane, type, number and aggregate.
 */
async function takeOver(client: Queryable, id: string, correction: NewCorrection): Promise<void> {
  const taken = await client.query<{ found: string }>(
    `update document set corrected = $2, content_hash = $3, flow = $4, lane = $5, document_type = $6,
       document_number = $7, aggregate = $8 where id = $1 returning coalesce(message_id, id) as found`,
    [
      id,
      JSON.stringify(correction.content),
      correction.contentHash,
      correction.flow,
      correction.lane,
      correction.type,
      indexed(correction.number),
      indexed(correction.aggregate),
    ],
  );
  const terms = searchTerms([correction.number]);
  await insertTerms(
    client,
    taken.rows.map(({ found }) => ({ id: found, terms })),
  );
}

/** Returns the corrections of a document, oldest first. */
export async function correctionsOf(client: Queryable, documentId: string): Promise<CorrectionEntry[]> {
  const found = await client.query<CorrectionEntry>(
    `select number, at, actor as by, reason, coalesce(changes, '[]') as changes from correction where document_id = $1 order by number`,
    [documentId],
  );
  return found.rows;
}

/** Returns the content of a document as it was decoded, without corrections, or null if it has none. */
export async function originalOf(client: Queryable, documentId: string): Promise<unknown> {
  const found = await client.query<{ input: unknown }>("select input from document where id = $1", [
    documentId,
  ]);
  return found.rows[0]?.input ?? null;
}
