import type { AppliedDocument, Finding, Flow, Plan, Snapshot } from "../../flows/flow.ts";
import type { Connections } from "../model/connections.ts";
import { logFieldsOf } from "../model/log-fields.ts";
import type { DocumentJournal } from "../ports/journal/documents.ts";
import type { Odoo } from "../ports/odoo.ts";
import type { Clock, Log } from "../ports/runtime.ts";
import type { Document, Outcome } from "../records.ts";
import { appliedBefore, appliedReads } from "./applied-before.ts";
import { type Effects, effectsOf, noEffects } from "./effects.ts";
import { asHistory, mergeReads, type Prepared, planFor } from "./prepare.ts";

/**
 * The dependencies of an evaluation, which reads records, plans a document and changes nothing. Both applying and dry
 * runs use it.
 */
export type EvaluateParts = {
  readonly journal: Pick<DocumentJournal, "appliedOf">;
  readonly odoo: Pick<Odoo, "read">;
  readonly connections: Connections;
  readonly flows: readonly Flow[];
  readonly clock: Clock;
  readonly log: Log;
};

/**
 * The result of evaluating a document against the current records in Odoo: a plan with its effects and the findings on
 * which people have decided, an outcome because Odoo has applied the document before, or a failure.
 */
export type Evaluation = { readonly prepared: Prepared } & (
  | { readonly plan: Plan; readonly effects: Effects; readonly undecided: readonly Finding[] }
  /**
   * Odoo has already applied the document; `before` is its outcome. `plan` is null unless the flow uses the history and
   * effects of the document may have been lost; only then is the plan created again.
   */
  | { readonly before: Outcome; readonly plan: Plan | null; readonly effects: Effects }
  /** The flow threw an error, which is a bug in Suture. */
  | { readonly failed: true }
);

/**
 * Evaluates documents: reads the records for all of them in one call, then returns a plan and its effects for each, in
 * the given order. If the response to a joined read was truncated, each document is read separately.
 * @throws OdooFailure if a read fails
 */
export async function evaluate(parts: EvaluateParts, batch: readonly Prepared[]): Promise<Evaluation[]> {
  const reads = mergeReads(batch);
  const known = appliedReads(batch.map(({ document }) => document));
  const answer = await parts.odoo.read({ ...known, ...reads.requests });
  if (reads.isCut(answer)) {
    const alone: Evaluation[] = [];
    for (const prepared of batch) alone.push(...(await evaluate(parts, [prepared])));
    return alone;
  }
  const historyOf = await histories(parts, batch);
  return batch.map((prepared, index) =>
    evaluateOne(parts, prepared, answer, reads.snapshotOf(answer, index), historyOf(prepared.document)),
  );
}

function evaluateOne(
  parts: EvaluateParts,
  prepared: Prepared,
  answer: Snapshot,
  snapshot: Snapshot,
  history: readonly AppliedDocument[],
): Evaluation {
  const { document, flow } = prepared;
  const before = appliedBefore(document, answer);
  // A plan based on the history alone is the same each time, so effects that were lost with Odoo's response can be
  // created again.
  if (before && !(flow.history && before.state === "done"))
    return { prepared, before, plan: null, effects: noEffects };
  const planned = guarded(parts, document, () => {
    const plan = planFor(prepared, snapshot, parts.clock(), history);
    const undecided = undecidedOf(prepared, plan, () =>
      planFor({ ...prepared, document: { ...document, accepted: [] } }, snapshot, parts.clock(), history),
    );
    return { plan, effects: effectsOf(parts, document, plan), undecided };
  });
  if (before) return { prepared, before, plan: null, effects: noEffects, ...planned };
  return planned ? { prepared, ...planned } : { prepared, failed: true };
}

/**
 * Returns the findings of a document as if nobody had decided on them, or an empty list if nobody has. If Odoo refuses the
 * decisions, a person sees these findings and can decide otherwise.
 */
function undecidedOf({ document }: Prepared, plan: Plan, withoutDecisions: () => Plan): readonly Finding[] {
  if (!("operations" in plan) || (document.accepted ?? []).length === 0) return [];
  const other = withoutDecisions();
  return "exception" in other ? other.exception.findings : [];
}

/**
 * Runs code of a flow and returns its result. If it throws, logs the error and returns null, so that the bug affects
 * only this document.
 */
export function guarded<T>(parts: Pick<EvaluateParts, "log">, document: Document, work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    flowFailed(parts.log, document, error);
    return null;
  }
}

export function flowFailed(log: Log, document: Document, error: unknown): void {
  log.error({ ...logFieldsOf(document), flow: document.flow, error: String(error) }, "flow failed");
}

/**
 * Reads the applied documents of the aggregates whose flows use the history, with one query for each direction.
 * @returns a function that returns the history of a document, which is empty if its flow does not use it
 */
async function histories(
  parts: EvaluateParts,
  batch: readonly Prepared[],
): Promise<(document: Document) => AppliedDocument[]> {
  const asking = batch.filter(({ flow }) => flow.history).map(({ document }) => document);
  const applied: Document[] = [];
  for (const [direction, some] of Map.groupBy(asking, (one) => one.direction)) {
    const aggregates = some.map(({ aggregate }) => aggregate);
    applied.push(...(await parts.journal.appliedOf(aggregates, direction)));
  }
  return ({ aggregate, direction }) =>
    asHistory(applied.filter((one) => one.aggregate === aggregate && one.direction === direction));
}
