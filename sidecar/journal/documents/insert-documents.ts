import { v7 as uuid } from "uuid";
import { indexed } from "../../engine/model/long-keys.ts";
import { termsOfDocument } from "../../engine/model/search-terms.ts";
import { statesBefore, stepOf } from "../../engine/model/states.ts";
import type { NewDocument } from "../../engine/records.ts";
import type { Queryable } from "../database.ts";
import { saidColumns } from "../said-columns.ts";
import { type Found, insertTerms } from "../search-terms.ts";
import { among } from "./among.ts";
import { insertSteps } from "./steps.ts";

const COLUMNS = `id uuid, message_id uuid, direction text, connection text, flow text, lane text, document_code text,
  document_type text, document_number text, message_key text, content_hash text, aggregate text, contends text, input jsonb, shown jsonb,
  state text, reason_code text, reason text, suggestion text, reason_terms jsonb, suggestion_terms jsonb, findings jsonb, control_reference text, trace_id text, links jsonb, envelope text[],
  source_start bigint, source_end bigint`;
const NAMES = COLUMNS.replaceAll(/ (uuid|text\[\]|text|jsonb|bigint)/g, "");

/** A document that was inserted or replaced, with its key as the journal stores it. */
export type Entered = { readonly id: string; readonly key: string };

/**
 * Inserts documents in the given order. A document with a known key is skipped, because it has been received before. If
 * the known document is an exception because it could not be decoded, it is replaced instead.
 * @returns the documents inserted or replaced
 */
export async function insertDocuments(
  client: Queryable,
  documents: readonly NewDocument[],
): Promise<Entered[]> {
  const inserted: Entered[] = [];
  for (const some of withoutRepeatedKeys(documents)) inserted.push(...(await insertSome(client, some)));
  return inserted;
}

/** Splits documents into groups without repeated keys, because one statement may contain a key only once. */
function withoutRepeatedKeys(documents: readonly NewDocument[]): NewDocument[][] {
  const rounds: Map<string, NewDocument>[] = [];
  for (const document of documents) {
    const round = rounds.find((one) => !one.has(document.key));
    if (round) round.set(document.key, document);
    else rounds.push(new Map([[document.key, document]]));
  }
  return rounds.map((round) => [...round.values()]);
}

type Inserted = Entered & { readonly state: string; readonly reason: string | null };

/** Returns the search terms of documents. They lead to the message of a received document, and to an outgoing document itself. */
function foundBy(documents: readonly NewDocument[], inserted: readonly Inserted[]): Found[] {
  const ids = new Map(inserted.map(({ id, key }) => [key, id]));
  return documents.flatMap((document) => {
    const id = document.messageId ?? ids.get(indexed(document.key));
    return id === undefined ? [] : { id, terms: termsOfDocument(document) };
  });
}

async function insertSome(client: Queryable, documents: readonly NewDocument[]): Promise<Entered[]> {
  const result = await client.query<Inserted>(
    `insert into document (${NAMES})
     select ${NAMES} from rows from (jsonb_to_recordset($1) as (${COLUMNS})) with ordinality as d (${NAMES}, place)
     order by place
     on conflict (message_key) do update set
       flow = excluded.flow, lane = excluded.lane, document_type = excluded.document_type,
       document_number = excluded.document_number, aggregate = excluded.aggregate, contends = excluded.contends,
       input = excluded.input, shown = case when excluded.state = 'attention' then coalesce(excluded.shown, document.shown) end,
       state = excluded.state, reason_code = excluded.reason_code, reason = excluded.reason,
       suggestion = excluded.suggestion, reason_terms = excluded.reason_terms,
       suggestion_terms = excluded.suggestion_terms, findings = excluded.findings, revision = document.revision + 1,
       published_at = null, changed_at = clock_timestamp()
     where document.input is null and document.corrected is null
       and document.state in (${among(statesBefore("read-again"))})
     returning id, message_key as key, state, reason_code as reason`,
    [JSON.stringify(documents.map(rowOf))],
  );
  await insertTerms(client, foundBy(documents, result.rows));
  await insertSteps(
    client,
    result.rows.map(({ id, state, reason }) => ({
      documentId: id,
      name: stepOf("enter", state === "queued" ? "queued" : "attention"),
      detail: reason,
    })),
  );
  return result.rows.map(({ id, key }) => ({ id, key }));
}

function rowOf(document: NewDocument): Readonly<Record<string, unknown>> {
  const exception = document.state === "attention" ? document : null;
  return {
    id: uuid(),
    message_id: document.messageId,
    direction: document.direction,
    connection: document.connection,
    flow: document.flow,
    lane: document.lane,
    document_code: document.code,
    document_type: document.type,
    document_number: indexed(document.number),
    message_key: indexed(document.key),
    content_hash: document.contentHash,
    aggregate: indexed(document.aggregate),
    contends: indexed(document.contends ?? null),
    // JSON's null would be stored as a value, so the member is omitted.
    ...(document.input !== null && { input: document.input }),
    ...(document.shown && { shown: document.shown }),
    state: document.state,
    reason_code: exception?.reasonCode ?? null,
    ...(exception && saidColumns({ reason: exception.reason, suggestion: exception.suggestion })),
    findings: exception?.findings ?? [],
    control_reference: document.controlReference,
    trace_id: document.traceId,
    links: document.links ?? [],
    envelope: document.envelope ?? null,
    source_start: document.sourceStart ?? null,
    source_end: document.sourceEnd ?? null,
  };
}
