import { indexed } from "../../engine/model/long-keys.ts";
import { statesBefore, stepOf } from "../../engine/model/states.ts";
import { type MissingNumber, missingKey, type Numbered } from "../../engine/ports/journal/numbers.ts";
import type { NewDocument, NewEvent } from "../../engine/records.ts";
import { type Database, type Queryable, transaction } from "../database.ts";
import { among } from "../documents/among.ts";
import { insertEvents } from "../documents/events.ts";
import { insertDocuments } from "../documents/insert-documents.ts";
import { insertSteps } from "../documents/steps.ts";
import { saidValues } from "../said-columns.ts";
import { sayJournal } from "../terms.ts";

/**
 * The largest gap whose numbers count as missing. A partner that skips more numbers, or returns to lower ones, has started its
 * numbers again.
 */
const LARGEST_GAP = 100;

/**
 * Records that the file with this number has arrived, and which numbers before it have not. An exception for a number that arrives
 * late is closed. Messages of a connection must be recorded one at a time, in the order of their arrival.
 */
export async function noteNumber(
  client: Queryable,
  connection: string,
  { series, number }: Numbered,
): Promise<void> {
  const first = await client.query(
    "insert into number_series (connection, series, highest) values ($1, $2, $3) on conflict do nothing",
    [connection, series, number],
  );
  if (first.rowCount === 1) return;
  const known = await client.query<{ highest: string }>(
    "select highest from number_series where connection = $1 and series = $2 for update",
    [connection, series],
  );
  const highest = Number(known.rows[0]?.highest);
  if (number <= highest && (await isLate(client, connection, { series, number }))) return;
  const gap = number - highest - 1;
  if (gap < 0 && gap >= -LARGEST_GAP) return; // sent again, or later than numbers that nobody missed
  await client.query("update number_series set highest = $3 where connection = $1 and series = $2", [
    connection,
    series,
    number,
  ]);
  if (gap > 0 && gap <= LARGEST_GAP)
    await client.query(
      `insert into missing_number (connection, series, number)
         select $1, $2, n from generate_series($3::bigint, $4::bigint) as n on conflict do nothing`,
      [connection, series, highest + 1, number - 1],
    );
}

/** Returns whether the number was missing. It no longer is, and its exception is closed. */
async function isLate(client: Queryable, connection: string, numbered: Numbered): Promise<boolean> {
  const found = await client.query<{ reported: boolean; noticedAt: Date }>(
    `delete from missing_number where connection = $1 and series = $2 and number = $3
     returning reported, noticed_at as "noticedAt"`,
    [connection, numbered.series, numbered.number],
  );
  const missing = found.rows[0];
  if (missing?.reported)
    await closeMissing(client, missingKey({ connection, ...numbered, noticedAt: missing.noticedAt }));
  return missing !== undefined;
}

async function closeMissing(client: Queryable, key: string): Promise<void> {
  const [note, noteTerms] = saidValues([sayJournal("file-arrived")]);
  const closed = await client.query<{ id: string }>(
    `update document set state = 'dismissed', note = $2, note_terms = $3, revision = revision + 1, changed_at = clock_timestamp()
     where message_key = $1 and state in (${among(statesBefore("read-again"))}) returning id`,
    [indexed(key), note, noteTerms],
  );
  await insertSteps(
    client,
    closed.rows.map(({ id }) => ({
      documentId: id,
      name: stepOf("read-again", "dismissed"),
      detail: "the file has arrived",
    })),
  );
}

/** Stores an exception, with its event, for each number that has been missing for at least this many minutes, once. */
export function raiseMissing(
  database: Database,
  minutes: number,
  exceptionOf: (missing: MissingNumber) => NewDocument,
  eventOf: (document: NewDocument) => NewEvent,
): Promise<number> {
  return transaction(database, async (client) => {
    const due = await client.query<MissingNumber>(
      `update missing_number set reported = true
       where not reported and noticed_at <= clock_timestamp() - make_interval(mins => $1)
       returning connection, series, number::float8 as number, noticed_at as "noticedAt"`,
      [minutes],
    );
    const documents = due.rows.map(exceptionOf);
    await insertDocuments(client, documents);
    await insertEvents(client, documents.map(eventOf));
    return documents.length;
  });
}
