import { indexed } from "../../engine/model/long-keys.ts";
import { standsAside } from "../../engine/model/standing-aside.ts";
import { isFinished, isTransition, statesBefore } from "../../engine/model/states.ts";
import type { DocumentState, NewDocument, NewEvent, Outcome } from "../../engine/records.ts";
import { type Database, type Queryable, transaction } from "../database.ts";
import { saidColumns } from "../said-columns.ts";
import { among } from "./among.ts";
import { insertEvents } from "./events.ts";
import { insertDocuments } from "./insert-documents.ts";
import { insertSteps } from "./steps.ts";

type Before = {
  readonly id: string;
  readonly state: DocumentState;
  readonly revision: number;
  readonly changedAt: string;
};

/**
 * Records the outcomes of documents with their events, and releases the documents held behind those that are finished or
 * stand aside. The number
 * of statements does not depend on the number of outcomes. An outcome for a document that was finished meanwhile is
 * skipped (see `isOutdated`). Every change of state must be in the table of transitions.
 * @returns the ids of the documents that were settled
 */
export function settle(
  database: Database,
  outcomes: readonly Outcome[],
  events: readonly NewEvent[],
  emitted: readonly NewDocument[] = [],
): Promise<ReadonlySet<string>> {
  return transaction(database, async (client) => {
    const before = await lockInOrder(client, outcomes);
    const fitting = outcomes.filter((one) => isFitting(before.get(one.id), one));
    await change(client, fitting);
    await endWaitIfApplied(client, fitting, before);
    await insertSteps(client, fitting.map(stepOf));
    await releaseDependents(
      client,
      fitting.filter((one) => isFinished(one.state)).map((one) => one.id),
    );
    const aside = fitting.filter(standsAside).map((one) => one.id);
    if (aside.length > 0) await release(client, aside);
    await insertDocuments(client, [...emitted, ...fitting.flatMap((one) => one.emitted ?? [])]);
    await insertEvents(client, [...events, ...fitting.flatMap((one) => one.events ?? [])]);
    return new Set(fitting.map((one) => one.id));
  });
}

/**
 * Returns whether an outcome can be recorded: its document exists, the outcome is not outdated (see `isOutdated`), and
 * the document is not finished, unless a transition leads from its state to the new one.
 * @throws Error if an unfinished document has no transition to the new state, which is a bug in Suture
 */
function isFitting(before: Before | undefined, outcome: Outcome): boolean {
  if (before === undefined || isOutdated(before, outcome)) return false;
  if (isTransition(before.state, outcome.state)) return true;
  if (isFinished(before.state)) return false;
  throw new Error(`there is no transition from "${before.state}" to "${outcome.state}"`);
}

/**
 * Returns whether an outcome is too late to be recorded, because the document was finished meanwhile. When one sidecar
 * takes over from another, both may process the same document for a moment, and the outcome of the slower one must not
 * reopen a finished document. Only "done" overrides a dismissal that was made meanwhile, because it means that Odoo has
 * applied the document or the partner has received it.
 */
export function isOutdated(
  before: Pick<Before, "state" | "revision">,
  outcome: Pick<Outcome, "state" | "revision">,
): boolean {
  if (before.revision < outcome.revision || !isFinished(before.state)) return false;
  return before.state === "done" || outcome.state !== "done";
}

/**
 * Locks the documents of outcomes in a fixed order, so that concurrent calls do not deadlock, and returns their current
 * states by id.
 */
async function lockInOrder(client: Queryable, outcomes: readonly Outcome[]): Promise<Map<string, Before>> {
  const found = await client.query<Before>(
    `select id, state, revision, changed_at::text as "changedAt" from document where id = any($1) order by id for update`,
    [outcomes.map(({ id }) => id)],
  );
  return new Map(found.rows.map((row) => [row.id, row]));
}

/**
 * Returns the columns that an outcome changes, with their new values. Fields that the outcome omits remain unchanged,
 * except that fields that belong to another state are cleared.
 */
function changedColumns(outcome: Outcome): Readonly<Record<string, unknown>> {
  const { id, state, revision, reported, reason, suggestion, note } = outcome;
  const said = { reason, suggestion, note };
  return {
    id,
    state,
    revision,
    reported: reported ?? false,
    reason_code: outcome.reasonCode,
    findings: outcome.findings,
    changes: outcome.changes,
    links: outcome.links,
    matches: outcome.matches,
    ...saidColumns(said),
    output: outcome.output,
    attempts: outcome.attempts,
    failed_alone: outcome.failedAlone,
    target: outcome.target && indexed(outcome.target),
    next_attempt_at: state === "waiting" || state === "held" ? outcome.nextAttemptAt : null,
    held_behind: state === "held" ? outcome.heldBehind : null,
  };
}

const texts = ["reason_code", "reason", "suggestion", "note", "target"];
const numbers = ["attempts", "failed_alone"];
const values = [
  "findings",
  "changes",
  "links",
  "matches",
  "output",
  "reason_terms",
  "suggestion_terms",
  "note_terms",
];
const given = (column: string, value: string) =>
  `${column} = case when c ? '${column}' then ${value} else d.${column} end`;

const CHANGE = `update document d set state = c ->> 'state', revision = greatest(d.revision + 1, (c ->> 'revision')::int),
    reported_revision = case when (c ->> 'reported')::boolean
      then greatest(d.reported_revision, (c ->> 'revision')::int) else d.reported_revision end,
    ${texts.map((column) => given(column, `c ->> '${column}'`)).join(", ")},
    ${values.map((column) => given(column, `nullif(c -> '${column}', 'null')`)).join(", ")},
    ${numbers.map((column) => given(column, `(c ->> '${column}')::int`)).join(", ")},
    next_attempt_at = (c ->> 'next_attempt_at')::timestamptz, held_behind = (c ->> 'held_behind')::uuid,
    troubled = d.troubled or c ->> 'state' = 'attention',
    done_at = case when c ->> 'state' = 'done' then coalesce(d.done_at, clock_timestamp()) else d.done_at end,
    changed_at = clock_timestamp()
  from jsonb_array_elements($1::jsonb) as c where d.id = (c ->> 'id')::uuid`;

async function change(client: Queryable, outcomes: readonly Outcome[]): Promise<void> {
  // JSON omits undefined members, so their columns remain unchanged.
  if (outcomes.length > 0) await client.query(CHANGE, [JSON.stringify(outcomes.map(changedColumns))]);
}

const stepOf = ({ id, step }: Outcome) => ({
  documentId: id,
  name: step.name,
  detail: step.detail ?? null,
});

/**
 * Sets the next attempt to now for documents that wait for another document to arrive, if that document was applied
 * while their outcomes were being determined.
 */
async function endWaitIfApplied(
  client: Queryable,
  outcomes: readonly Outcome[],
  before: ReadonlyMap<string, Before>,
): Promise<void> {
  const early = outcomes.filter(({ state, heldBehind }) => state === "held" && !heldBehind);
  if (early.length === 0) return;
  await client.query(
    `update document d set next_attempt_at = clock_timestamp()
     from unnest($1::uuid[], $2::timestamptz[]) as since (id, at) where d.id = since.id
       and exists (select 1 from document come where come.aggregate = d.target and come.done_at >= since.at)`,
    [early.map(({ id }) => id), early.map(({ id }) => before.get(id)?.changedAt)],
  );
}

/**
 * Queues the documents that are held behind the finished documents, and sets the next attempt to now for documents that
 * are held until a document of a finished document's aggregate arrives.
 */
async function releaseDependents(client: Queryable, finished: readonly string[]): Promise<void> {
  if (finished.length === 0) return;
  await release(client, finished);
  await client.query(
    `update document set next_attempt_at = clock_timestamp()
     where state = 'held' and held_behind is null and target in (select aggregate from document where id = any($1))`,
    [finished],
  );
}

/**
 * Queues the documents that are held behind the given documents.
 * @returns the number of documents queued
 */
export async function release(client: Queryable, blockers: readonly string[]): Promise<number> {
  const released = await client.query(
    `update document set state = 'queued', held_behind = null, published_at = null, revision = revision + 1,
            changed_at = clock_timestamp()
     where state in (${among(statesBefore("release"))}) and held_behind = any($1)`,
    [blockers],
  );
  return released.rowCount ?? 0;
}
