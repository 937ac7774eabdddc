import { v7 as uuid } from "uuid";
import type { Document, NewDocument } from "../engine/ports.ts";
import type { Queryable } from "./database.ts";
import { DOCUMENT_COLUMNS } from "./rows.ts";

/**
 * Enters a document. A key that is known stays as it is: it was entered by an earlier delivery of the same thing.
 * The one exception: a document that could not be read before is replaced by its new reading.
 * @returns the id, or null when nothing was entered.
 */
export async function insertDocument(client: Queryable, document: NewDocument): Promise<string | null> {
  const exception = document.state === "attention" ? document : null;
  const result = await client.query<{ id: string }>(
    `insert into document (id, message_id, direction, connection, flow, lane, document_code, document_type,
       document_number, message_key, content_hash, aggregate, input, state, reason_code, reason, suggestion, findings,
       control_reference, trace_id, links)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
     on conflict (message_key) do update set
       flow = excluded.flow, lane = excluded.lane, document_type = excluded.document_type,
       document_number = excluded.document_number, aggregate = excluded.aggregate, input = excluded.input,
       state = excluded.state, reason_code = excluded.reason_code, reason = excluded.reason,
       suggestion = excluded.suggestion, findings = excluded.findings, revision = document.revision + 1,
       published_at = null, changed_at = clock_timestamp()
     where document.input is null and document.state = 'attention'
     returning id`,
    [
      uuid(),
      document.messageId,
      document.direction,
      document.connection,
      document.flow,
      document.lane,
      document.code,
      document.type,
      document.number,
      document.key,
      document.contentHash,
      document.aggregate,
      document.input === null ? null : JSON.stringify(document.input),
      document.state,
      exception?.reasonCode ?? null,
      exception?.reason ?? null,
      exception?.suggestion ?? null,
      JSON.stringify(exception?.findings ?? []),
      document.controlReference,
      document.traceId,
      JSON.stringify(document.links ?? []),
    ],
  );
  const id = result.rows[0]?.id ?? null;
  if (id !== null)
    await client.query("insert into step (document_id, name, detail) values ($1, $2, $3)", [
      id,
      document.state === "queued" ? "queued" : "needs attention",
      exception?.reasonCode ?? null,
    ]);
  return id;
}

/** Documents by id, in the order in which they arrived. */
export async function documentsById(client: Queryable, ids: readonly string[]): Promise<Document[]> {
  const result = await client.query<Document>(
    `select ${DOCUMENT_COLUMNS} from document where id = any($1) order by sequence`,
    [ids],
  );
  return result.rows;
}

/**
 * For each of the documents, the earliest one of the same aggregate that arrived before it and is not finished.
 * A document once done (delivered, applied) holds nothing back, even if a late acknowledgement still troubles somebody.
 * What we send does not wait for a partner's answer that needs a person: sending again may be what the person does.
 */
export async function blockers(client: Queryable, ids: readonly string[]): Promise<Map<string, string>> {
  const result = await client.query<{ id: string; blocker: string }>(
    `select d.id, b.id as blocker from document d
     cross join lateral (
       select id from document e
       where e.aggregate = d.aggregate and e.direction = d.direction and e.sequence < d.sequence
         and e.done_at is null and e.state <> 'dismissed'
       order by e.sequence limit 1) b
     where d.id = any($1)`,
    [ids],
  );
  return new Map(result.rows.map((row) => [row.id, row.blocker]));
}

/** What was applied of these aggregates in a direction, in the order in which it arrived. */
export async function appliedOf(
  client: Queryable,
  aggregates: readonly string[],
  direction: Document["direction"],
): Promise<Document[]> {
  const result = await client.query<Document>(
    `select ${DOCUMENT_COLUMNS} from document
     where aggregate = any($1) and direction = $2 and state = 'done' and content_removed_at is null order by sequence`,
    [aggregates, direction],
  );
  return result.rows;
}

/** The documents found in a message, in its order. */
export async function documentsOfMessage(client: Queryable, messageId: string): Promise<Document[]> {
  const result = await client.query<Document>(
    `select ${DOCUMENT_COLUMNS} from document where message_id = $1 order by sequence`,
    [messageId],
  );
  return result.rows;
}
