import { indexed } from "../../engine/model/long-keys.ts";
import { searchTerm } from "../../engine/model/search-terms.ts";
import type {
  MessageFilter,
  MessageSummary,
  SentDocument,
  SentFilter,
  Step,
  StoredContent,
} from "../../engine/ports/journal/messages.ts";
import type { Document } from "../../engine/records.ts";
import { RANGE, SIZE } from "../bodies/read.ts";
import type { Queryable } from "../database.ts";
import { holds } from "../documents/holding.ts";
import { DOCUMENT_COLUMNS } from "../rows.ts";

/**
 * The SQL expression for the status of a message: "received" until it is decoded, then the state of the document in it
 * that most needs attention, or "done" if it contains no document.
 */
const STATUS = `case when m.state = 'received' then 'received' else coalesce(
    (select d.state from document d where d.message_id = m.id
     order by array_position(array['attention', 'staged', 'waiting', 'held', 'processing', 'queued', 'done', 'dismissed'], d.state)
     limit 1), 'done') end`;

const COLUMNS = `m.id, m.connection, m.transport, m.format, ${STATUS} as status, ${SIZE("m")}::integer as size, m.deliveries,
  m.received_at as "receivedAt", m.body_removed_at as "bodyRemovedAt", m.trace_id as "traceId"`;

/**
 * Returns the messages that match a filter, newest first, at most `limit`. `before` is the id of the last message of
 * the previous page; ids increase with time.
 */
export async function searchMessages(client: Queryable, filter: MessageFilter): Promise<MessageSummary[]> {
  const wanted =
    filter.q === undefined
      ? null
      : foundBy(filter.q, 7, filter.before === undefined ? "" : "and found_id < $5::uuid");
  const result = await client.query<MessageSummary>(
    `select * from (select ${COLUMNS} from message m
       where ($1::text is null or m.connection = $1)
         and ($3::text is null or exists (select 1 from document d where d.message_id = m.id and d.reason_code = $3))
         and ($4::text is null or exists (select 1 from document d where d.message_id = m.id and d.document_number = $4))
         and ($5::uuid is null or m.id < $5)
         ${wanted ? `and m.id in (${wanted.sql})` : ""}) found
     where $2::text is null or status = $2
     order by id desc limit $6`,
    [
      filter.connection ?? null,
      filter.status ?? null,
      filter.reasonCode ?? null,
      indexed(filter.text ?? null),
      filter.before ?? null,
      filter.limit,
      ...(wanted?.values ?? []),
    ],
  );
  return result.rows;
}

/** Returns the outgoing documents that a search finds, newest first, at most `limit`. */
export async function searchSent(
  client: Queryable,
  { q, connection, limit }: SentFilter,
): Promise<SentDocument[]> {
  const wanted = foundBy(q, 3);
  const result = await client.query<SentDocument>(
    `select d.id, d.connection, d.document_code as code, d.document_type as type, d.document_number as number,
       d.control_reference as "controlReference", d.state, d.received_at as "receivedAt"
     from document d
     where d.direction = 'outbound' and ($1::text is null or d.connection = $1) and d.id in (${wanted.sql})
     order by d.id desc limit $2`,
    [connection ?? null, limit, ...wanted.values],
  );
  return result.rows;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DAY_MS = 86_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Returns the query for the ids of the messages and outgoing documents that a person's text finds. Each branch uses an index:
 * the search terms, and also the ids, if the text is one, or their beginnings, which tell the time, if it is a day. `place` is the number of the
 * query's first parameter; `onlyBefore` limits the search terms to those of a page, because a term may occur in every message.
 */
function foundBy(
  text: string,
  place: number,
  onlyBefore = "",
): { readonly sql: string; readonly values: readonly unknown[] } {
  const said = text.trim();
  const branches = [`select found_id from search_term where term = $${place} ${onlyBefore}`];
  const values: unknown[] = [searchTerm(said) ?? ""];
  if (UUID.test(said)) {
    values.push(said);
    const id = `$${place + 1}::uuid`;
    branches.push(`select ${id}`, `select message_id from document where id = ${id}`);
  } else if (isDay(said)) {
    const from = Date.parse(said);
    values.push(firstIdOf(from), firstIdOf(from + DAY_MS));
    branches.push(
      ...["message", "document"].map(
        (table) => `select id from ${table} where id >= $${place + 1}::uuid and id < $${place + 2}::uuid`,
      ),
    );
  }
  return { sql: branches.join(" union all "), values };
}

/** Returns the lowest id that can be created at a time in milliseconds (UUID version 7, RFC 9562 §5.7). */
function firstIdOf(time: number): string {
  const hex = time.toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

const isDay = (text: string): boolean => DAY.test(text) && !Number.isNaN(Date.parse(text));

export async function messageSummary(client: Queryable, id: string): Promise<MessageSummary | null> {
  const result = await client.query<MessageSummary>(`select ${COLUMNS} from message m where m.id = $1`, [id]);
  return result.rows[0] ?? null;
}

/**
 * Returns the bytes of a message as they arrived, or the range of the stored body that contains them. Returns null if
 * the message does not exist. `body` is null after retention has removed the bytes.
 */
export async function messageBody(client: Queryable, id: string): Promise<StoredContent | null> {
  const result = await client.query<StoredContent>(
    `select connection, content_type as "contentType", body, ${RANGE("message")} as range from message where id = $1`,
    [id],
  );
  return result.rows[0] ?? null;
}

/**
 * Returns the outgoing acknowledgements of a message with their bytes, in the order of their creation. `body` is null
 * after retention has removed the bytes.
 */
export async function acknowledgementsOf(
  client: Queryable,
  messageId: string,
): Promise<{ code: string; contentType: string; body: Buffer | null; state: string; doneAt: Date | null }[]> {
  const result = await client.query<{
    code: string;
    contentType: string;
    body: Buffer | null;
    state: string;
    doneAt: Date | null;
  }>(
    `select code, content_type as "contentType", body, state, done_at as "doneAt" from delivery
     where message_id = $1 and kind = 'acknowledgement' order by sequence`,
    [messageId],
  );
  return result.rows;
}

/** Returns the outgoing acknowledgements of a message without their bytes, in the order of their creation. */
export async function acknowledgementStates(
  client: Queryable,
  messageId: string,
): Promise<{ code: string; state: string; doneAt: Date | null }[]> {
  const result = await client.query<{ code: string; state: string; doneAt: Date | null }>(
    `select code, state, done_at as "doneAt" from delivery
     where message_id = $1 and kind = 'acknowledgement' order by sequence`,
    [messageId],
  );
  return result.rows;
}

export async function documentByKey(client: Queryable, key: string): Promise<Document | null> {
  const result = await client.query<Document>(
    `select ${DOCUMENT_COLUMNS} from document where message_key = $1`,
    [indexed(key)],
  );
  return result.rows[0] ?? null;
}

/**
 * Returns the id of the earliest unfinished document of an aggregate in one direction, or null. `before` limits the
 * search to earlier sequence numbers.
 */
export async function unfinishedOf(
  client: Queryable,
  aggregate: string,
  direction: Document["direction"],
  before: string | null,
): Promise<string | null> {
  const result = await client.query<{ id: string }>(
    `select id from document d
     where aggregate = $1 and direction = $2 and ($3::bigint is null or sequence < $3) and ${holds("d")}
     order by sequence limit 1`,
    [indexed(aggregate), direction, before],
  );
  return result.rows[0]?.id ?? null;
}

/** Returns the steps in the history of one document, in the order in which they were recorded. */
export async function stepsOfDocument(client: Queryable, id: string): Promise<Omit<Step, "documentId">[]> {
  const result = await client.query<Omit<Step, "documentId">>(
    "select at, name, detail from step where document_id = $1 order by id",
    [id],
  );
  return result.rows;
}

/**
 * Returns the latest steps of a message and of each of these documents, at most `most` for each, in the order in which
 * they were recorded.
 */
export async function latestSteps(
  client: Queryable,
  messageId: string,
  documentIds: readonly string[],
  most: number,
): Promise<Step[]> {
  const result = await client.query<Step>(
    `select at, name, detail, "documentId" from (
       select id, at, name, detail, document_id as "documentId",
         row_number() over (partition by document_id order by id desc) as age
       from step where (message_id = $1 and document_id is null) or document_id = any($2)) steps
     where age <= $3 order by id`,
    [messageId, documentIds, most],
  );
  return result.rows;
}
