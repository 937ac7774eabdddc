import { v7 as uuid } from "uuid";
import { indexed } from "../../engine/model/long-keys.ts";
import type { NewMessage, Stored } from "../../engine/records.ts";
import { completeBodies } from "../bodies/write.ts";
import { type Database, type Queryable, transaction } from "../database.ts";
import { failureOf } from "../failures.ts";
import { gather } from "../gather.ts";

/**
 * The maximum number of messages from different deliveries that are inserted in one statement. With more messages, the
 * fixed cost of a statement would hardly matter.
 */
const MOST_TOGETHER = 64;
/**
 * The maximum total size in bytes of the bodies in one such statement, so that large messages do not delay small ones,
 * and their copies in memory stay few.
 */
const MOST_BYTES = 1_048_576;

/**
 * Creates the function that stores the messages of one delivery in one transaction and resolves once they are
 * committed. A message with a known identity and the same content is a duplicate, which is only counted. With different
 * content, it is stored next to the first message, under an identity that includes the hash of its content, so that a
 * third message with this content is a duplicate of the second. It is a conflict, unless the identity was last used longer ago
 * than it is remembered. Concurrent deliveries that consist of a single message
 * share one statement, and therefore one write to disk.
 */
export function messageInserter(database: Database): (messages: readonly NewMessage[]) => Promise<Stored[]> {
  const insertOne = gather<NewMessage, Stored>((messages) => insertTogether(database, messages), howMany);
  return async (messages) => {
    const [only, ...others] = messages;
    if (only === undefined || others.length > 0 || only.range) return insertDelivery(database, messages);
    return [await insertOne(only)];
  };
}

function howMany(messages: readonly NewMessage[]): number {
  let bytes = 0;
  const end = messages.findIndex(({ body }, index) => {
    bytes += body.length;
    return index === MOST_TOGETHER || bytes > MOST_BYTES;
  });
  return end === -1 ? messages.length : end;
}

function insertDelivery(database: Database, messages: readonly NewMessage[]): Promise<Stored[]> {
  return transaction(database, async (client) => {
    const stored: Stored[] = [];
    for (const message of messages) stored.push(await insertMessage(client, message));
    await completeBodies(client, messages);
    return stored;
  });
}

/**
 * Inserts messages in one statement. A message whose identity is known is then stored separately, as a duplicate or
 * conflict; if the journal refuses the statement, each message is stored separately.
 * @returns a result for each message, as a promise if it is stored separately
 */
async function insertTogether(
  database: Database,
  messages: readonly NewMessage[],
): Promise<(Stored | Promise<Stored>)[]> {
  const rows = messages.map((message) => ({ id: uuid(), message }));
  const inserted = await insertRows(database, rows);
  return rows.map(({ id, message }) =>
    inserted.has(id) ? { id, outcome: "new" } : insertDelivery(database, [message]).then(onlyOf),
  );
}

const onlyOf = ([stored]: readonly Stored[]): Stored => stored as Stored;

type Row = { readonly id: string; readonly message: NewMessage };

/**
 * Inserts a row for each message whose identity is not known yet. If the journal refuses one of several rows, inserts
 * none of them.
 * @returns the ids of the rows inserted
 */
async function insertRows(database: Database, rows: readonly Row[]): Promise<ReadonlySet<string>> {
  const values = rows.flatMap(({ id, message }) => columns(id, message, message.identity, null, null));
  const width = values.length / rows.length;
  const places = rows.map((_row, row) => {
    const numbers = Array.from({ length: width }, (_value, column) => `$${row * width + column + 1}`);
    return `(${numbers.join(", ")})`;
  });
  try {
    const text = `${INSERT} ${places.join(", ")} ${UNLESS_KNOWN}`;
    // Most messages arrive alone. Each connection to PostgreSQL prepares their statement once.
    const result = await database.query<{ id: string }>({
      text,
      values,
      ...(rows.length === 1 && { name: "insert-message" }),
    });
    return new Set(result.rows.map(({ id }) => id));
  } catch (error) {
    // Nothing was committed. The refused message must not block the others, so each is inserted separately.
    if (rows.length > 1 && failureOf(error) === "refused") return new Set();
    throw error;
  }
}

async function insertMessage(client: Queryable, message: NewMessage): Promise<Stored> {
  const first = await insertOrFind(client, message, message.identity, null);
  if (first.outcome !== "conflict") return first;
  const reuse = (await isForgotten(client, first.id, message.memoryDays)) ? "expired" : null;
  const identity = `${message.identity}#${message.contentHash}`;
  const beside = await insertOrFind(client, message, identity, first.id, reuse);
  return beside.outcome === "new" && reuse === null ? { id: beside.id, outcome: "conflict" } : beside;
}

/** Returns whether an identity, first used by the message `first`, was last used more than `days` days ago. */
async function isForgotten(client: Queryable, first: string, days: number | undefined): Promise<boolean> {
  if (days === undefined) return false;
  const last = await client.query<{ forgotten: boolean }>(
    `select max(last_delivered_at) < clock_timestamp() - make_interval(days => $2) as forgotten
     from message where id = $1 or conflicts_with = $1`,
    [first, days],
  );
  return last.rows[0]?.forgotten === true;
}

const INSERT = `insert into message (id, connection, transport, content_type, headers, sender, format, identity,
  content_hash, conflicts_with, reuse, body, body_id, body_start, body_end, unreadable, trace_id) values`;
/** Why a message is not a conflict although its identity was used before. */
type Reuse = "expired" | null;
const UNLESS_KNOWN = "on conflict (connection, identity) do nothing returning id";

function columns(
  id: string,
  message: NewMessage,
  identity: string,
  conflictsWith: string | null,
  reuse: Reuse,
): unknown[] {
  return [
    id,
    message.connection,
    message.transport,
    message.contentType,
    JSON.stringify(message.headers),
    message.sender,
    message.format,
    indexed(identity),
    message.contentHash,
    conflictsWith,
    reuse,
    message.body,
    message.range?.bodyId ?? null,
    message.range?.start ?? null,
    message.range?.end ?? null,
    message.unreadable ? JSON.stringify(message.unreadable) : null,
    message.traceId,
  ];
}

async function insertOrFind(
  client: Queryable,
  message: NewMessage,
  identity: string,
  conflictsWith: string | null,
  reuse: Reuse = null,
): Promise<Stored> {
  const id = uuid();
  const values = columns(id, message, identity, conflictsWith, reuse);
  const inserted = await client.query<{ id: string }>(
    `${INSERT} (${values.map((_value, column) => `$${column + 1}`)}) ${UNLESS_KNOWN}`,
    values,
  );
  if (inserted.rowCount === 1) return { id, outcome: "new" };
  const known = await client.query<{ id: string; same: boolean }>(
    `update message set deliveries = deliveries + (content_hash = $3)::integer,
       last_delivered_at = case when content_hash = $3 then clock_timestamp() else last_delivered_at end
     where connection is not distinct from $1 and identity = $2
     returning id, content_hash = $3 as same`,
    [message.connection, indexed(identity), message.contentHash],
  );
  const row = known.rows[0];
  if (!row) throw new Error("a message known by its identity has disappeared");
  return { id: row.id, outcome: row.same ? "duplicate" : "conflict" };
}
