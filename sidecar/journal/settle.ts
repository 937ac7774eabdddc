import type { DocumentState, NewDocument, NewEvent, Settlement } from "../engine/ports.ts";
import { type Database, type Queryable, transaction } from "./database.ts";
import { insertDocument } from "./documents.ts";
import { insertEvents } from "./events.ts";

const FINISHED: ReadonlySet<DocumentState> = new Set(["done", "dismissed"]);

/** The columns that a settlement changes. What it leaves out stays; what belongs to another state is cleared. */
function changedColumns(settlement: Settlement): Record<string, unknown> {
  const { state, revision, reported } = settlement;
  const json = (value: unknown) => (value === undefined ? undefined : JSON.stringify(value));
  return {
    state,
    revision,
    reported_revision: reported ? revision : undefined,
    reason_code: settlement.reasonCode,
    reason: settlement.reason,
    suggestion: settlement.suggestion,
    findings: json(settlement.findings),
    changes: json(settlement.changes),
    note: settlement.note,
    links: json(settlement.links),
    output: json(settlement.output),
    attempts: settlement.attempts,
    target: settlement.target,
    next_attempt_at: state === "waiting" || state === "held" ? (settlement.nextAttemptAt ?? null) : null,
    held_behind: state === "held" ? (settlement.heldBehind ?? null) : null,
  };
}

/** Writes what became of documents, tells about it, and lets those go that waited behind a finished one. */
export function settle(
  database: Database,
  settlements: readonly Settlement[],
  events: readonly NewEvent[],
  emitted: readonly NewDocument[] = [],
): Promise<void> {
  return transaction(database, async (client) => {
    for (const settlement of settlements) await settleOne(client, settlement);
    const finished = settlements.filter((one) => FINISHED.has(one.state)).map((one) => one.id);
    if (finished.length > 0) {
      await release(client, finished);
      await hastenBehind(client, finished);
    }
    for (const document of emitted) await insertDocument(client, document);
    await insertEvents(client, events);
  });
}

async function settleOne(client: Queryable, settlement: Settlement): Promise<void> {
  const columns = Object.entries(changedColumns(settlement)).filter(([, value]) => value !== undefined);
  const assignments = columns.map(([column], index) => `${column} = $${index + 2}`);
  if (settlement.state === "attention") assignments.push("troubled = true");
  if (settlement.state === "done") assignments.push("done_at = coalesce(done_at, clock_timestamp())");
  const since =
    settlement.state === "held" && !settlement.heldBehind ? await lastChange(client, settlement.id) : null;
  await client.query(
    `update document set ${assignments.join(", ")}, changed_at = clock_timestamp() where id = $1`,
    [settlement.id, ...columns.map(([, value]) => value)],
  );
  if (since) await hastenIfCome(client, settlement.id, since);
  await client.query("insert into step (document_id, name, detail) values ($1, $2, $3)", [
    settlement.id,
    settlement.step.name,
    settlement.step.detail ?? null,
  ]);
}

async function lastChange(client: Queryable, id: string): Promise<Date | null> {
  const result = await client.query<{ at: Date }>("select changed_at as at from document where id = $1", [
    id,
  ]);
  return result.rows[0]?.at ?? null;
}

/** What it waits for may have come while it was being decided upon: then there is nothing to wait for. */
async function hastenIfCome(client: Queryable, id: string, since: Date): Promise<void> {
  await client.query(
    `update document set next_attempt_at = clock_timestamp() where id = $1
       and exists (select 1 from document come where come.aggregate = document.target and come.done_at >= $2)`,
    [id, since],
  );
}

/** What came too early for the aggregates of these documents need not wait any longer. */
async function hastenBehind(client: Queryable, finished: readonly string[]): Promise<void> {
  await client.query(
    `update document set next_attempt_at = clock_timestamp()
     where state = 'held' and held_behind is null and target in (select aggregate from document where id = any($1))`,
    [finished],
  );
}

/** Queues the documents that were held behind the given ones. */
export async function release(client: Queryable, blockers: readonly string[]): Promise<number> {
  const released = await client.query(
    `update document set state = 'queued', held_behind = null, published_at = null, revision = revision + 1,
            changed_at = clock_timestamp()
     where state = 'held' and held_behind = any($1)`,
    [blockers],
  );
  return released.rowCount ?? 0;
}
