import type { DocumentJournal } from "../ports/journal/documents.ts";
import type { Odoo } from "../ports/odoo.ts";
import type { Clock } from "../ports/runtime.ts";
import type { Document } from "../records.ts";
import type { Witness } from "../resilience/blame.ts";
import type { Breaker } from "../resilience/breaker.ts";
import { failureRule, OdooFailure } from "../resilience/failures.ts";
import type { AfterFailure } from "../resilience/isolate.ts";
import { afterFailure, unansweredAlone } from "./outcomes.ts";
import { type SettlingParts, settleEach } from "./settling.ts";

/** Determines the outcomes of documents whose call to Odoo brought no answer. */

export type FailedCallParts = SettlingParts & {
  readonly journal: Pick<DocumentJournal, "documentsById" | "settle">;
  readonly odoo: Pick<Odoo, "read">;
  readonly breaker: Breaker;
  readonly witness: Witness;
  readonly clock: Clock;
  readonly random: () => number;
};

/** A call of Odoo that failed. */
export type FailedCall = {
  /** Its documents that are still queued. */
  readonly documents: readonly Document[];
  readonly failure: OdooFailure;
  /** The document was alone because it is a suspect, and Odoo answered just before. */
  readonly isIsolated: boolean;
  /** How often a failing batch may still be split. */
  readonly splits: { left: number };
};

/** A batch of fifty with two documents that Odoo cannot take is split a dozen times. */
export const MOST_SPLITS = 16;

/**
 * Decides what becomes of the documents of a failed call: they are tried in smaller calls, or wait.
 * - A call that the gateway refuses, it refuses again: each document is tried alone, so that one does not block the others.
 * - A call without an answer is Odoo's fault while Odoo answers nothing at all. When it answers an empty call, a document in
 *   the call may be at fault: halves are tried, until the document that Odoo cannot take is alone.
 */
export async function afterFailedCall(
  parts: FailedCallParts,
  { documents, failure, isIsolated, splits }: FailedCall,
): Promise<AfterFailure<never>> {
  parts.log.warn(
    { kind: failure.kind, documents: documents.length, error: failure.message },
    "call of Odoo failed",
  );
  const isMany = documents.length > 1;
  if (failure.kind === "refused" && isMany) return "each";
  if (!failureRule(failure.kind).breaks) return wait(parts, documents, failure);
  const isThere = await isThereAfter(parts.odoo, failure);
  if (!isThere) parts.breaker.failed(failure.retryAfterSeconds);
  if (!isMany && (isThere || isIsolated)) return waitAlone(parts, documents, failure);
  if (!isThere || splits.left <= 0) return wait(parts, documents, failure);
  splits.left -= 1;
  return "halves";
}

/** Returns those of the documents that are still queued, in the order of arrival. */
export const stillQueued = async (
  journal: Pick<DocumentJournal, "documentsById">,
  ids: readonly string[],
): Promise<Document[]> => (await journal.documentsById(ids)).filter(({ state }) => state === "queued");

/**
 * Reports whether Odoo is reachable although a call brought no answer. If it stated a time to retry, it is not called before
 * then.
 */
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

async function wait(parts: FailedCallParts, documents: readonly Document[], failure: OdooFailure) {
  await settleEach(parts, documents, (document) => afterFailure(document, failure, timeOf(parts)));
  return [];
}

async function waitAlone(parts: FailedCallParts, documents: readonly Document[], failure: OdooFailure) {
  for (const { id } of documents) parts.witness.failedAlone(id);
  await settleEach(parts, documents, (document) =>
    unansweredAlone(document, failure, parts.witness.others(document.id), timeOf(parts)),
  );
  return [];
}

const timeOf = (parts: FailedCallParts) => ({ now: parts.clock(), random: parts.random });
