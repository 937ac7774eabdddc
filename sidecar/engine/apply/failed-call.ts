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

/** The dependencies for handling a failed call to Odoo. */
export type FailedCallParts = SettlingParts & {
  readonly journal: Pick<DocumentJournal, "documentsById" | "settle">;
  readonly odoo: Pick<Odoo, "read">;
  readonly breaker: Breaker;
  readonly witness: Witness;
  readonly clock: Clock;
  readonly random: () => number;
};

/** A failed call to Odoo. */
export type FailedCall = {
  /** The documents of the call that are still queued. */
  readonly documents: readonly Document[];
  readonly failure: OdooFailure;
  /**
   * Whether the call contained only a single suspect document (see `isIsolated` in `suspects.ts`), which is sent only
   * after Odoo has responded to an empty call.
   */
  readonly isIsolated: boolean;
  /** The number of times that the batch may still be split; it is decreased with each split. */
  readonly splits: { left: number };
};

/**
 * The maximum number of times that a batch is split after calls without a response. A batch of fifty documents, two of
 * which crash Odoo, needs about twelve splits.
 */
export const MOST_SPLITS = 16;

/**
 * Decides what happens to the documents of a failed call: either they are tried again in smaller calls, or it settles
 * them as waiting or as exceptions.
 * - After a refusal, each document is tried alone, because the gateway would refuse the same call again, and one
 * document must not block the others.
 * - After a call without a response, an empty call checks whether Odoo is reachable. If it is not, the documents wait.
 * If it is, one of the documents may be at fault, so the batch is halved until the document that Odoo cannot process is
 * alone.
 */
export async function afterFailedCall(
  parts: FailedCallParts,
  { documents, failure, isIsolated, splits }: FailedCall,
): Promise<AfterFailure<never>> {
  parts.log.warn(
    { kind: failure.kind, documents: documents.length, error: failure.message },
    "call to Odoo failed",
  );
  const isMany = documents.length > 1;
  if (failure.kind === "refused" && isMany) return "each";
  if (!failureRule(failure.kind).breaks) return wait(parts, documents, failure);
  const isReachable = await isReachableAfter(parts.odoo, failure);
  if (!isReachable) parts.breaker.failed(failure.retryAfterSeconds);
  if (!isMany && (isReachable || isIsolated)) return waitAlone(parts, documents, failure);
  if (!isReachable || splits.left <= 0) return wait(parts, documents, failure);
  splits.left -= 1;
  return "halves";
}

/** Returns the documents that have one of the given ids and are still queued, in order of arrival. */
export const stillQueued = async (
  journal: Pick<DocumentJournal, "documentsById">,
  ids: readonly string[],
): Promise<Document[]> => (await journal.documentsById(ids)).filter(({ state }) => state === "queued");

/**
 * Makes an empty call and returns whether Odoo is reachable although another call failed. If Odoo stated a time to
 * retry, returns false without a call.
 */
export const isReachableAfter = async (
  odoo: Pick<Odoo, "read">,
  { retryAfterSeconds }: OdooFailure,
): Promise<boolean> => retryAfterSeconds === null && (await answers(odoo));

/** Returns whether Odoo, its database and its gateway respond to an empty call. */
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
