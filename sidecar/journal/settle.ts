import type { DocumentState, NewEvent, Settlement } from "../engine/ports.ts";
import { type Database, type Queryable, transaction } from "./database.ts";
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
    next_attempt_at: state === "waiting" ? (settlement.nextAttemptAt ?? null) : null,
    held_behind: state === "held" ? (settlement.heldBehind ?? null) : null,
  };
}

/** Writes what became of documents, tells about it, and lets those go that waited behind a finished one. */
export function settle(
  database: Database,
  settlements: readonly Settlement[],
  events: readonly NewEvent[],
): Promise<void> {
  return transaction(database, async (client) => {
    for (const settlement of settlements) await settleOne(client, settlement);
    const finished = settlements.filter((one) => FINISHED.has(one.state)).map((one) => one.id);
    if (finished.length > 0) await release(client, finished);
    await insertEvents(client, events);
  });
}

async function settleOne(client: Queryable, settlement: Settlement): Promise<void> {
  const columns = Object.entries(changedColumns(settlement)).filter(([, value]) => value !== undefined);
  const assignments = columns.map(([column], index) => `${column} = $${index + 2}`);
  if (settlement.state === "attention") assignments.push("troubled = true");
  if (settlement.state === "done") assignments.push("done_at = coalesce(done_at, clock_timestamp())");
  await client.query(
    `update document set ${assignments.join(", ")}, changed_at = clock_timestamp() where id = $1`,
    [settlement.id, ...columns.map(([, value]) => value)],
  );
  await client.query("insert into step (document_id, name, detail) values ($1, $2, $3)", [
    settlement.id,
    settlement.step.name,
    settlement.step.detail ?? null,
  ]);
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
