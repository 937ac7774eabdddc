import type { Finding, Plan } from "../../flows/flow.ts";
import type { Format } from "../../formats/format.ts";
import type { DeliveryJournal } from "../ports/journal/deliveries.ts";
import type { AcknowledgementJournal } from "../ports/journal/documents.ts";
import type { Outcome } from "../records.ts";
import { isJournalUnreachable } from "../resilience/failures.ts";
import { confirmDispatches } from "./acknowledgements.ts";
import { dispatch } from "./dispatch.ts";
import { type Effects, noEffects } from "./effects.ts";
import { type EvaluateParts, type Evaluation, flowFailed } from "./evaluate.ts";
import { deferred, exceptionOutcome, failedInside } from "./outcomes.ts";
import type { Prepared } from "./prepare.ts";
import type { DocumentOutcome } from "./settling.ts";

export type ConcludeParts = EvaluateParts & {
  readonly journal: Pick<AcknowledgementJournal, "acknowledge"> & Pick<DeliveryJournal, "storeDispatch">;
  readonly formats: readonly Format[];
  /** Returns whether the clock is reliable enough to turn a document that arrived too early into an exception. */
  readonly isTimeSure: () => boolean;
};

export type ApplyPlan = Extract<Plan, { operations: unknown }>;
/**
 * A document whose plan is still to be applied in Odoo, the effects to store once it has been applied, and the findings to
 * show if Odoo refuses what people decided about them.
 */
export type Planned = {
  readonly prepared: Prepared;
  readonly plan: ApplyPlan;
  readonly effects: Effects;
  readonly undecided: readonly Finding[];
};

/**
 * Turns evaluations into plans to apply and outcomes to record. Meanwhile it records which outgoing documents are
 * confirmed, and stores outgoing documents for delivery.
 */
export async function conclude(
  parts: ConcludeParts,
  evaluations: readonly Evaluation[],
): Promise<{ planned: Planned[]; outcomes: DocumentOutcome[] }> {
  const planned: Planned[] = [];
  const outcomes: DocumentOutcome[] = [];
  for (const evaluation of evaluations) {
    const { document } = evaluation.prepared;
    const concluded = await shielded(parts, evaluation, () => concludeOne(parts, evaluation));
    if (concluded === null) outcomes.push({ document, outcome: failedInside(document) });
    else if ("outcome" in concluded) outcomes.push(concluded);
    else planned.push(concluded);
  }
  return { planned, outcomes };
}

async function concludeOne(
  parts: ConcludeParts,
  evaluation: Evaluation,
): Promise<Planned | DocumentOutcome | null> {
  if ("failed" in evaluation) return null;
  const { prepared, effects } = evaluation;
  const { document } = prepared;
  const plan = evaluation.plan && (await confirmDispatches(parts.journal, prepared, evaluation.plan));
  if ("before" in evaluation)
    return {
      document,
      outcome: evaluation.before,
      effects: plan && "operations" in plan ? effects : noEffects,
    };
  if (plan === null) return null;
  if ("operations" in plan) return { prepared, plan, effects, undecided: evaluation.undecided };
  return { document, outcome: await outcomeOf(parts, prepared, plan) };
}

/**
 * Runs `work` for one document. If it throws, logs the error and returns null, unless the journal is unreachable: that
 * error is thrown, because it is not due to the document.
 */
async function shielded<T>(
  parts: ConcludeParts,
  { prepared: { document } }: Evaluation,
  work: () => Promise<T>,
): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (isJournalUnreachable(error)) throw error;
    flowFailed(parts.log, document, error);
    return null;
  }
}

async function outcomeOf(
  parts: ConcludeParts,
  prepared: Prepared,
  plan: Exclude<Plan, ApplyPlan>,
): Promise<Outcome> {
  if ("exception" in plan) return exceptionOutcome(prepared.document, plan);
  if ("defer" in plan)
    return deferred(prepared.document, plan, { now: parts.clock(), isSure: parts.isTimeSure() });
  return dispatch(parts, prepared, plan);
}
