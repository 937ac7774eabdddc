import { indexed } from "../../engine/model/long-keys.ts";
import { envelopeReferences, searchTerms } from "../../engine/model/search-terms.ts";
import { statesBefore, stepOf } from "../../engine/model/states.ts";
import type {
  DecodedPortion,
  DecodeLookups,
  DecodeResult,
  MessageJournal,
  Undecoded,
} from "../../engine/ports/journal/messages.ts";
import type { Message, NewDocument, NewEvent } from "../../engine/records.ts";
import { SIZE, withBytes } from "../bodies/read.ts";
import { type Database, type Queryable, session, transaction, within } from "../database.ts";
import { insertDeliveries } from "../deliveries/deliveries.ts";
import { sentControls } from "../deliveries/sent-controls.ts";
import { among } from "../documents/among.ts";
import { insertEvents } from "../documents/events.ts";
import { type Entered, insertDocuments } from "../documents/insert-documents.ts";
import { insertSteps } from "../documents/steps.ts";
import { MESSAGE_COLUMNS } from "../rows.ts";
import { saidValues } from "../said-columns.ts";
import { insertTerms } from "../search-terms.ts";
import { sayJournal } from "../terms.ts";
import { noteNumber } from "./number-series.ts";

/**
 * The seeds of the hashes that identify a connection's advisory locks: one under which its messages are decoded, and one
 * that shows that a large message is being decoded.
 */
const DECODING = 7_340_003;
const DECODING_LARGE = 7_340_005;

/**
 * Returns, for each connection of the given messages, its undecoded messages up to the latest given one, in the order
 * of arrival. These include earlier messages whose ids are not given: the sidecar that received them may have crashed,
 * and a connection's documents must be created in the order of its messages.
 */
export async function undecoded(client: Queryable, ids: readonly string[]): Promise<Undecoded[]> {
  const found = await client.query<Undecoded>(
    `with latest as (
       select distinct on (coalesce(connection, '')) coalesce(connection, '') as name, received_at, id
       from message where id = any($1) and state = 'received' order by 1, received_at desc, id desc)
     select m.id, m.connection, ${SIZE("m")}::integer as size, m.body_id is not null as "isChunked" from latest l
     cross join lateral (
       select * from message
       where published_at is not null and state = 'received' and body is not null
         and coalesce(connection, '') = l.name and (received_at, id) <= (l.received_at, l.id)
       union all
       select * from message
       where published_at is null and state = 'received' and body is not null
         and coalesce(connection, '') = l.name and (received_at, id) <= (l.received_at, l.id)) m
     order by m.received_at, m.id`,
    [ids],
  );
  return found.rows;
}

/**
 * Decodes messages of one connection in the order of arrival and stores the results, in one transaction. Only one
 * sidecar at a time decodes messages of a connection; those that another sidecar has decoded in the meantime are skipped.
 * @returns the number of messages decoded. 0 if a large message of the connection is being decoded: that takes minutes, and
 * waiting for it would delay the messages of other connections
 */
export function decodeTogether(
  database: Database,
  ids: readonly string[],
  decode: (message: Message, lookups: DecodeLookups) => Promise<DecodeResult>,
  needsBytes = true,
): Promise<number> {
  return transaction(database, async (client) => {
    if (!(await lockConnection(client, ids[0]))) return 0;
    const found = await client.query<Message>(
      `select ${MESSAGE_COLUMNS} from message where id = any($1) and state = 'received' and body is not null
       order by received_at, id for update`,
      [ids],
    );
    if (found.rows.length === 0) return 0;
    const decoded = [];
    for (const row of found.rows) {
      const message = needsBytes ? await withBytes(client, row) : row;
      decoded.push({ message, result: await decode(message, lookupsOf(client)) });
    }
    await store(client, decoded);
    return decoded.length;
  });
}

/**
 * Locks the connection of a message until the end of the transaction.
 * @returns false if a large message of the connection is being decoded, after which its other messages are published again
 */
async function lockConnection(client: Queryable, messageId: string | undefined): Promise<boolean> {
  const ask = async (expression: string) => {
    const text = `select ${expression} as taken from message where id = $1`;
    return (await client.query<{ taken: boolean }>(text, [messageId])).rows[0]?.taken ?? true;
  };
  const key = (seed: number) => `hashtextextended(coalesce(connection, ''), ${seed})`;
  if (await ask(`pg_try_advisory_xact_lock(${key(DECODING)})`)) return true;
  if (!(await ask(`pg_try_advisory_lock_shared(${key(DECODING_LARGE)})`))) return false;
  await ask(`pg_advisory_unlock_shared(${key(DECODING_LARGE)})`);
  await ask(`pg_advisory_xact_lock(${key(DECODING)}) is null`);
  return true;
}

/**
 * Decodes a message that is too large for memory and stores the results in portions, each in a transaction of its own.
 * All transactions use one client, because its session holds the lock for the connection.
 * @returns false if another sidecar is decoding messages of the connection, true otherwise
 */
export async function decodeInPortions(
  database: Database,
  { id, connection }: Pick<Undecoded, "id" | "connection">,
  decode: Parameters<MessageJournal["decodeInPortions"]>[1],
): Promise<boolean> {
  return session(database, async (client) => {
    const ask = async (lock: string, seed: number) => {
      const text = `select ${lock}(hashtextextended($1, ${seed})) as taken`;
      return (await client.query<{ taken: boolean }>(text, [connection ?? ""])).rows[0]?.taken ?? false;
    };
    // If the client is broken, the server releases the locks, but only when it notices that the client is gone.
    const unlock = (seed: number) => ask("pg_advisory_unlock", seed).catch(() => undefined);
    if (!(await ask("pg_try_advisory_lock", DECODING_LARGE))) return false;
    if (!(await ask("pg_try_advisory_lock", DECODING))) {
      await unlock(DECODING_LARGE);
      return false;
    }
    try {
      const found = await client.query<Message>(
        `select ${MESSAGE_COLUMNS} from message where id = $1 and state = 'received' and body is not null`,
        [id],
      );
      const message = found.rows[0];
      if (message) await decodeOne(client, message, decode);
      return true;
    } finally {
      await unlock(DECODING);
      await unlock(DECODING_LARGE);
    }
  });
}

async function decodeOne(
  client: Queryable,
  message: Message,
  decode: Parameters<MessageJournal["decodeInPortions"]>[1],
): Promise<void> {
  const stored = await exceptionsOfAttempt(client, message);
  const current = new Set<string>();
  /** Returns the documents without the exceptions that were stored in an earlier portion or before a crash. */
  const fresh = (documents: readonly NewDocument[]): NewDocument[] =>
    documents.filter(({ key, input }) => {
      const name = indexed(key);
      const isNew = input !== null || !(current.has(name) || stored.has(name));
      if (input === null) current.add(name);
      return isNew;
    });
  const insert = ({ documents, events }: DecodedPortion) =>
    within(client, async () => {
      await insertEvents(client, eventsOf(await insertDocuments(client, fresh(documents)), events));
    });
  const result = await decode(message, insert, lookupsOf(client));
  await within(client, async () => {
    const last = { ...result, documents: fresh(result.documents) };
    await store(client, [{ message, result: last }], [...current]);
    await republishWaiting(client, message);
  });
}

/**
 * Returns the keys of the exceptions that an attempt to decode the message has stored before it was interrupted. Those that
 * are older than the request to decode the message again are not among them, because the new attempt replaces them.
 */
async function exceptionsOfAttempt(client: Queryable, { id }: Message): Promise<ReadonlySet<string>> {
  const found = await client.query<{ key: string }>(
    `select message_key as key from document where message_id = $1 and input is null and changed_at > coalesce(
       (select max(at) from step where message_id = $1 and name = 'decode again'), '-infinity')`,
    [id],
  );
  return new Set(found.rows.map(({ key }) => key));
}

/** Makes the references to the other messages of a connection be published again, because they waited for this one. */
async function republishWaiting(client: Queryable, { connection }: Message): Promise<void> {
  await client.query(
    `update message set published_at = null
     where state = 'received' and published_at is not null and coalesce(connection, '') = $1`,
    [connection ?? ""],
  );
}

const lookupsOf = (client: Queryable): DecodeLookups => ({
  sentControls: (connection, envelopes) => sentControls(client, connection, envelopes),
});

type Decoded = { readonly message: Message; readonly result: DecodeResult };

/**
 * Stores the results of decoding.
 * @param earlier the keys of the exceptions that were already stored in portions
 */
async function store(
  client: Queryable,
  decoded: readonly Decoded[],
  earlier: readonly string[] = [],
): Promise<void> {
  const ids = decoded.map(({ message }) => message.id);
  for (const { message, result } of decoded)
    if (result.numbered && message.connection) await noteNumber(client, message.connection, result.numbered);
  const entered = await insertDocuments(
    client,
    decoded.flatMap(({ result }) => result.documents),
  );
  await insertTerms(
    client,
    decoded.map(({ message }) => ({
      id: message.id,
      terms: searchTerms([message.traceId, ...envelopeReferences(message)]),
    })),
  );
  const raised: NewDocument[] = [];
  const events: NewEvent[] = [];
  for (const { result } of decoded) {
    const { raised: some } = await insertDeliveries(client, result.deliveries);
    raised.push(...some);
    events.push(
      ...eventsOf(entered, result.events),
      ...some.flatMap((one) => result.raisedEvent?.(one) ?? []),
    );
  }
  await insertDocuments(client, raised);
  await retireMessageExceptions(client, decoded, [...earlier, ...raised.map(({ key }) => key)]);
  await insertEvents(client, events);
  await client.query(
    `update message set state = 'decoded', decoded_at = clock_timestamp(), retained_as = r.flow, kept_since = received_at,
       stranger = case when stranger = 'refused' then stranger when r.is_stranger then 'waiting' end
     from unnest($1::uuid[], $2::text[], $3::boolean[]) as r (id, flow, is_stranger) where message.id = r.id`,
    [
      ids,
      decoded.map(({ result }) => result.retainedAs ?? ""),
      decoded.map(({ result }) => result.isStranger === true),
    ],
  );
  await insertSteps(
    client,
    decoded.map(({ message, result: { step } }) => ({
      messageId: message.id,
      name: step.name,
      detail: step.detail ?? null,
    })),
  );
}

/**
 * Returns the events about the documents that were inserted or replaced. A document that was skipped, because an earlier
 * attempt had stored it, has been announced already.
 */
function eventsOf(entered: readonly Entered[], events: readonly NewEvent[]): NewEvent[] {
  const keys = new Set<unknown>(entered.map(({ key }) => key));
  return events.filter(({ data }) => keys.has(data.key));
}

/**
 * Dismisses the exceptions of earlier decoding attempts that the new result did not replace, for example an exception
 * that reports that the whole message could not be decoded.
 */
async function retireMessageExceptions(
  client: Queryable,
  decoded: readonly Decoded[],
  others: readonly string[],
): Promise<void> {
  const ids = decoded.map(({ message }) => message.id);
  const documents = decoded.flatMap(({ result }) => result.documents);
  const keys = [...documents.map(({ key }) => key), ...others].map((key) => indexed(key));
  const retired = await client.query<{ id: string }>(
    `update document set state = 'dismissed', note = $3, note_terms = $4, revision = revision + 1, changed_at = clock_timestamp()
     where message_id = any($1) and input is null and corrected is null
       and state in (${among(statesBefore("read-again"))}) and not message_key = any($2) returning id`,
    [ids, keys, ...saidValues([sayJournal("read-again")])],
  );
  await insertSteps(
    client,
    retired.rows.map(({ id }) => ({
      documentId: id,
      name: stepOf("read-again", "dismissed"),
      detail: "read again",
    })),
  );
}

/**
 * Marks a message to be decoded again, for example after a bug in its mapper was fixed. Does nothing if retention has
 * removed its bytes.
 */
export async function requestDecode(client: Queryable, messageId: string, actor: string): Promise<void> {
  const again = await client.query(
    "update message set state = 'received', published_at = null where id = $1 and body is not null",
    [messageId],
  );
  if (again.rowCount === 0) return; // retention removed the bytes
  await client.query("insert into step (message_id, name, detail) values ($1, 'decode again', $2)", [
    messageId,
    `requested by ${actor}`,
  ]);
}
