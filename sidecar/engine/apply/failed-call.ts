import type { DocumentJournal } from "../ports/journal/documents.ts";
import type { Odoo } from "../ports/odoo.ts";
import type { Clock } from "../ports/runtime.ts";
import type { Document } from "../records.ts";
import type { Witness } from "../resilience/blame.ts";
import type { Breaker } from "../resilience/breaker.ts";
import { failureRule, OdooFailure } from "../resilience/failures.ts";
import { afterFailure, unansweredAlone } from "./outcomes.ts";
import { type SettlingParts, settleEach } from "./settling.ts";

/** What becomes of documents when a call of Odoo brings no answer to them. */

export type FailedCallParts = SettlingParts & {
  readonly journal: Pick<DocumentJournal, "documentsById" | "settle">;
  readonly odoo: Pick<Odoo, "read">;
  readonly breaker: Breaker;
  readonly witness: Witness;
  readonly clock: Clock;
  readonly random: () => number;
};

/** A call that failed. */
export type FailedCall = {
  readonly ids: readonly string[];
  readonly failure: OdooFailure;
  /** Odoo answered just before, and the document was alone because it is under suspicion. */
  readonly onTrial: boolean;
  /** How often a failing batch may still be taken apart. */
  readonly splits: { left: number };
};

/** A batch of fifty with two documents that Odoo cannot take is taken apart a dozen times. */
export const MOST_SPLITS = 16;

/**
 * Takes a failed batch apart where that may help, and settles what cannot be tried at once.
 * - A call that the gateway refuses, it refuses again: each document goes alone, and one bad document does not stop the others.
 * - A call without an answer is Odoo's fault while Odoo answers nothing at all. When it answers an empty call, what was in the call
 *   may be at fault: halves go by themselves, until the document that it cannot take is alone.
 */
export async function afterFailedCall(
  parts: FailedCallParts,
  call: FailedCall,
  again: (documents: readonly Document[]) => Promise<void>,
): Promise<void> {
  const { failure, splits } = call;
  const documents = (await parts.journal.documentsById(call.ids)).filter(({ state }) => state === "queued");
  parts.log.warn(
    { kind: failure.kind, documents: documents.length, error: failure.message },
    "call of Odoo failed",
  );
  const isMany = documents.length > 1;
  if (failure.kind === "refused" && isMany) {
    for (const document of documents) await again([document]);
    return;
  }
  if (!failureRule(failure.kind).breaks) return wait(parts, documents, failure);
  const isThere = await isThereAfter(parts.odoo, failure);
  if (!isThere) parts.breaker.failed(failure.retryAfterSeconds);
  if (!isMany && (isThere || call.onTrial)) return waitAlone(parts, documents, failure);
  if (!isThere || splits.left <= 0) return wait(parts, documents, failure);
  splits.left -= 1;
  const half = Math.ceil(documents.length / 2);
  await again(documents.slice(0, half));
  await again(documents.slice(half));
}

/** Whether Odoo is there although a call brought no answer. One that names a time to come back is not asked before it. */
export const isThereAfter = async (
  odoo: Pick<Odoo, "read">,
  { retryAfterSeconds }: OdooFailure,
): Promise<boolean> => retryAfterSeconds === null && (await answers(odoo));

/** Whether Odoo, its database and its gateway answer a call in which there is nothing. */
export async function answers(odoo: Pick<Odoo, "read">): Promise<boolean> {
  try {
    await odoo.read({});
    return true;
  } catch (error) {
    if (error instanceof OdooFailure) return !failureRule(error.kind).breaks;
    throw error;
  }
}

function wait(parts: FailedCallParts, documents: readonly Document[], failure: OdooFailure): Promise<void> {
  return settleEach(parts, documents, (document) => afterFailure(document, failure, timeOf(parts)));
}

function waitAlone(
  parts: FailedCallParts,
  documents: readonly Document[],
  failure: OdooFailure,
): Promise<void> {
  for (const { id } of documents) parts.witness.failedAlone(id);
  return settleEach(parts, documents, (document) =>
    unansweredAlone(document, failure, parts.witness.others(document.id), timeOf(parts)),
  );
}

const timeOf = (parts: FailedCallParts) => ({ now: parts.clock(), random: parts.random });
