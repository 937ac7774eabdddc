import { probeFor } from "./circuits.ts";
import { type Database, type Queryable, transaction } from "./database.ts";
import { requestDecode } from "./decode.ts";
import { release } from "./settle.ts";

export type ReplayFilter = {
  readonly documentIds?: readonly string[];
  readonly messageId?: string;
  readonly messageKey?: string;
  readonly connection?: string;
  readonly state?: string;
  readonly reasonCode?: string;
};

/** What may be tried again by hand. What is done stays done: replaying it would be a duplicate. */
const REPLAYABLE = ["attention", "waiting", "held"];

type Row = { id: string; message_id: string | null; input: unknown; direction: string; done_at: Date | null };

/**
 * Has documents tried again from the start: attempts begin anew, and a document that could not be read is read again.
 * Something of ours that was delivered (its acknowledgement is overdue or a rejection) goes out again under new numbers.
 * @returns the ids of the documents that will be tried.
 */
export function replay(
  database: Database,
  filter: ReplayFilter,
  actor: string,
  limit: number,
): Promise<string[]> {
  return transaction(database, async (client) => {
    const found = await client.query<Row>(
      `select id, message_id, input, direction, done_at from document
       where state = any($1) and ($2::uuid[] is null or id = any($2)) and ($3::uuid is null or message_id = $3)
         and ($4::text is null or message_key = $4) and ($5::text is null or connection = $5)
         and ($6::text is null or state = $6) and ($7::text is null or reason_code = $7)
       order by sequence limit $8 for update`,
      [
        REPLAYABLE,
        filter.documentIds ?? null,
        filter.messageId ?? null,
        filter.messageKey ?? null,
        filter.connection ?? null,
        filter.state ?? null,
        filter.reasonCode ?? null,
        limit,
      ],
    );
    for (const row of found.rows) await replayOne(client, row, actor);
    return found.rows.map((row) => row.id);
  });
}

async function replayOne(client: Queryable, row: Row, actor: string): Promise<void> {
  if (row.input === null && row.message_id !== null) return requestDecode(client, row.message_id, actor);
  const retried = await client.query(
    `update delivery set state = 'queued', next_attempt_at = clock_timestamp(), attempts = 0, since = clock_timestamp(),
       failing_since = null
     where document_id = $1 and state in ('failed', 'queued')`,
    [row.id],
  );
  await probeFor(client, row.id);
  await client.query(
    `update document set state = $2, published_at = case when $2 = 'queued' then null else published_at end, attempts = 0,
       next_attempt_at = null, held_behind = null, reason_code = null, reason = null, suggestion = null, findings = '[]',
       acknowledgement = case when direction = 'outbound' then 'none' else acknowledgement end,
       done_at = null, due_at = null, revision = revision + 1, changed_at = clock_timestamp()
     where id = $1`,
    [row.id, (retried.rowCount ?? 0) > 0 ? "processing" : "queued"],
  );
  await client.query("insert into step (document_id, name, detail) values ($1, 'try again', $2)", [
    row.id,
    `asked for by ${actor}`,
  ]);
}

/** Drops a document for good, by a person's decision; what was held behind it goes on. @returns whether there was one. */
export function dismiss(
  database: Database,
  messageKey: string,
  actor: string,
  reason: string,
): Promise<boolean> {
  return transaction(database, async (client) => {
    const dismissed = await client.query<{ id: string }>(
      `update document set state = 'dismissed', note = $2, next_attempt_at = null, held_behind = null,
         revision = revision + 1, changed_at = clock_timestamp()
       where message_key = $1 and state not in ('done', 'dismissed') returning id`,
      [messageKey, reason],
    );
    const id = dismissed.rows[0]?.id;
    if (id === undefined) return false;
    await client.query("insert into step (document_id, name, detail) values ($1, 'dismissed', $2)", [
      id,
      `by ${actor}: ${reason}`,
    ]);
    await client.query("update delivery set state = 'failed' where document_id = $1 and state = 'queued'", [
      id,
    ]);
    await release(client, [id]);
    return true;
  });
}
