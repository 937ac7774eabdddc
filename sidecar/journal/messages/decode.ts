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
import { insertDocuments } from "../documents/insert-documents.ts";
import { insertSteps } from "../documents/steps.ts";
import { MESSAGE_COLUMNS } from "../rows.ts";
import { saidValues } from "../said-columns.ts";
import { insertTerms } from "../search-terms.ts";
import { sayJournal } from "../terms.ts";

/** The seed of the hash that identifies the advisory lock under which a connection's messages are decoded. */
const DECODING = 7_340_003;

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
 * sidecar at a time decodes for a connection, and messages decoded meanwhile are skipped.
 * @returns the number of messages decoded
 */
export function decodeTogether(
  database: Database,
  ids: readonly string[],
  decode: (message: Message, lookups: DecodeLookups) => Promise<DecodeResult>,
  needsBytes = true,
): Promise<number> {
  return transaction(database, async (client) => {
    await client.query(
      `select pg_advisory_xact_lock(hashtextextended(coalesce(connection, ''), ${DECODING})) from message where id = $1`,
      [ids[0]],
    );
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
    const lock = [connection ?? ""];
    const taken = await client.query<{ taken: boolean }>(
      `select pg_try_advisory_lock(hashtextextended($1, ${DECODING})) as taken`,
      lock,
    );
    if (!taken.rows[0]?.taken) return false;
    try {
      const found = await client.query<Message>(
        `select ${MESSAGE_COLUMNS} from message where id = $1 and state = 'received' and body is not null`,
        [id],
      );
      const message = found.rows[0];
      if (message) await decodeOne(client, message, decode);
      return true;
    } finally {
      // If the client is broken, the server releases the lock, but only when it notices that the client is gone.
      await client
        .query(`select pg_advisory_unlock(hashtextextended($1, ${DECODING}))`, lock)
        .catch(() => undefined);
    }
  });
}

async function decodeOne(
  client: Queryable,
  message: Message,
  decode: Parameters<MessageJournal["decodeInPortions"]>[1],
): Promise<void> {
  const exceptions: string[] = [];
  const insert = ({ documents, events }: DecodedPortion) => {
    exceptions.push(...documents.flatMap(({ key, input }) => (input === null ? key : [])));
    return within(client, async () => {
      await insertDocuments(client, documents);
      await insertEvents(client, events);
    });
  };
  const result = await decode(message, insert, lookupsOf(client));
  await within(client, async () => {
    await store(client, [{ message, result }], exceptions);
    await republishWaiting(client, message);
  });
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
  await insertDocuments(
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
    events.push(...result.events, ...some.flatMap((one) => result.raisedEvent?.(one) ?? []));
  }
  await insertDocuments(client, raised);
  await retireMessageExceptions(client, decoded, [...earlier, ...raised.map(({ key }) => key)]);
  await insertEvents(client, events);
  await client.query(
    `update message set state = 'decoded', decoded_at = clock_timestamp(), retained_as = r.flow, kept_since = received_at
     from unnest($1::uuid[], $2::text[]) as r (id, flow) where message.id = r.id`,
    [ids, decoded.map(({ result }) => result.retainedAs ?? "")],
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
