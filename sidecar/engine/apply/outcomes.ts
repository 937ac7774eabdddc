import { adviceTerm, reasonTerm } from "../../catalogue/reason-terms.ts";
import { english } from "../../catalogue/terms.ts";
import { isReasonCode } from "../../documents/reason-codes.ts";
import type { Finding, LineMatch, Link, Plan } from "../../flows/flow.ts";
import { attention, describe, exchangeEvent, noReason } from "../model/exceptions.ts";
import { become } from "../model/states.ts";
import type { ApplyResult } from "../ports/odoo.ts";
import type { Document, DocumentLink, Outcome } from "../records.ts";
import { isToBlame, type Others } from "../resilience/blame.ts";
import { FAILURES, type FailureRule, failureRule, type OdooFailure } from "../resilience/failures.ts";
import { retryDelay } from "../resilience/retry.ts";
import { say } from "./terms.ts";

/** Pure functions that each return the outcome of a document in one situation, such as a failed call to Odoo. */

type Time = { readonly now: Date; readonly random: () => number };

const next = (document: Document) => ({ id: document.id, revision: document.revision + 1 });

/**
 * Returns the outcome of a document that waits to be retried automatically after a failure. The delay depends on the
 * target and the failure class of the rule.
 * @param detail the cause, for the document's history
 * @param options `counted`: whether this counts as an attempt; `retryAfterSeconds`: the delay that the target requested
 */
export function waiting(
  document: Document,
  rule: Extract<FailureRule, { target: unknown }>,
  detail: string,
  time: Time,
  options: { counted: boolean; retryAfterSeconds?: number | null },
): Outcome {
  const attempts = document.attempts + (options.counted ? 1 : 0);
  const { target, class: failure, reason } = rule;
  const asked = options.retryAfterSeconds ?? null;
  const delay = retryDelay(target, failure, Math.max(1, attempts), time.random, asked);
  return {
    ...next(document),
    ...become("apply", "waiting", detail),
    attempts,
    target,
    note: null,
    nextAttemptAt: new Date(time.now.getTime() + delay),
    ...describe(reason, []),
  };
}

/**
 * Returns the outcome of a document while Odoo is known to be unreachable: the document waits without a call being made
 * or an attempt being counted. The wait ends early when Odoo is reachable again.
 */
export function whileOpen(document: Document, time: Time): Outcome {
  return waiting(document, FAILURES.unavailable, "Odoo is unreachable", time, {
    counted: false,
    retryAfterSeconds: WHILE_OPEN_SECONDS,
  });
}
const WHILE_OPEN_SECONDS = 30;

export function held(document: Document, blocker: string): Outcome {
  return {
    ...next(document),
    ...become("hold", "held", `behind document ${blocker}`),
    heldBehind: blocker,
    note: [say("waits-for-earlier")],
  };
}

export function exceptionOutcome(document: Document, plan: Extract<Plan, { exception: unknown }>): Outcome {
  const { code, findings, suggestion } = plan.exception;
  return {
    ...next(document),
    ...attention(code, findings, suggestion),
    ...concerned(plan.exception),
    attempts: document.attempts + 1,
    ...become("apply", "attention", code),
  };
}

/** Returns the fields for the records and the order lines that an exception or a wait concerns. */
function concerned({
  links,
  matches,
}: {
  readonly links?: readonly Link[];
  readonly matches?: readonly LineMatch[];
}): Pick<Outcome, "links" | "matches"> {
  return {
    ...(links && { links: links.filter((link): link is DocumentLink => "model" in link) }),
    matches: matches ?? [],
  };
}

export function failedInside(document: Document): Outcome {
  return {
    ...next(document),
    ...attention("INTERNAL_ERROR", []),
    ...become("apply", "attention", "INTERNAL_ERROR"),
  };
}

/**
 * Returns the outcome of a document that arrived too early: the document waits, or is held until a document of another
 * aggregate arrives. Once it is older than the plan's time limit, it becomes an exception, provided that the clock is
 * reliable (`time.isSure`).
 */
export function deferred(
  document: Document,
  plan: Extract<Plan, { defer: unknown }>,
  time: { readonly now: Date; readonly isSure: boolean },
): Outcome {
  const { code, afterSeconds, giveUpAfterSeconds, otherwise, text, behind } = plan.defer;
  const { findings = [], suggestion } = plan.defer;
  const age = (time.now.getTime() - document.receivedAt.getTime()) / 1000;
  if (time.isSure && age > giveUpAfterSeconds)
    return {
      ...next(document),
      ...attention(otherwise, findings, suggestion, text),
      ...concerned(plan.defer),
      ...become("apply", "attention", otherwise),
    };
  return {
    ...next(document),
    ...(behind === undefined ? become("defer", "waiting", code) : become("defer", "held", code)),
    target: behind ?? "record",
    attempts: document.attempts + 1,
    nextAttemptAt: new Date(time.now.getTime() + afterSeconds * 1000),
    ...describe(code, findings, suggestion, text),
    ...concerned(plan.defer),
  };
}

/**
 * Returns the outcome of a document that Odoo applied, now or in an earlier call whose response was lost: done, with
 * the plan's note, changes and links.
 * @param records the records that Odoo created or changed, to which the plan's links refer
 */
export function applied(
  document: Document,
  plan: Extract<Plan, { operations: unknown }>,
  records: ApplyResult["records"],
): Outcome {
  return {
    ...next(document),
    ...noReason,
    ...become("apply", "done", english(plan.note)),
    reported: true,
    attempts: document.attempts + 1,
    note: [plan.note],
    changes: plan.changes ?? [],
    links: plan.links.flatMap((link) => resolve(link, records)),
  };
}

/**
 * Returns a list with the record to which a plan's link refers, with its name if Odoo returned one. The list is empty
 * if the link refers to the record by its name in the plan and Odoo returned no such record.
 */
function resolve(link: Link, records: ApplyResult["records"]): DocumentLink[] {
  const found = records.find((record) =>
    "ref" in link ? record.ref === link.ref : record.model === link.model && record.id === link.id,
  );
  if (found) return [{ model: found.model, id: found.id, ...(found.name && { name: found.name }) }];
  return "ref" in link ? [] : [link];
}

/**
 * Returns the outcome of a document that Odoo did not apply although the call succeeded: a wait for a retry if records
 * were changed or locked meanwhile, otherwise an exception.
 * @param undecided the findings on which people have decided, which they can then decide otherwise
 */
export function refusedByOdoo(
  document: Document,
  result: ApplyResult,
  time: Time,
  undecided: readonly Finding[] = [],
): Outcome {
  if (result.status === "stale" || result.status === "locked") {
    const detail =
      result.status === "stale" ? "the record changed meanwhile" : "someone is changing the record";
    return waiting(document, FAILURES.conflict, detail, time, { counted: true });
  }
  if (result.status === "conflicting")
    return {
      ...next(document),
      ...attention("DUPLICATE_CONTENT_DIFFERS", []),
      ...become("apply", "attention", "DUPLICATE_CONTENT_DIFFERS"),
    };
  const code = result.reason && isReasonCode(result.reason.code) ? result.reason.code : "ODOO_REJECTED";
  const text = result.reason ? say("odoo-reports", { text: result.reason.message }) : undefined;
  return {
    ...next(document),
    ...attention(code, [], undefined, text),
    findings: undecided,
    attempts: document.attempts + 1,
    ...become("apply", "attention", code),
  };
}

/**
 * Returns the outcome of a document after the whole call to Odoo failed: a wait for a retry, or an exception after a
 * permanent failure. For a permanent failure, the document must have been alone in the call.
 */
export function afterFailure(document: Document, failure: OdooFailure, time: Time): Outcome {
  const rule = failureRule(failure.kind);
  if ("target" in rule) {
    const { retryAfterSeconds } = failure;
    return waiting(document, rule, failure.message, time, { counted: true, retryAfterSeconds });
  }
  return {
    ...next(document),
    ...attention(rule.reason, [], undefined, failure.said),
    attempts: document.attempts + 1,
    ...become("apply", "attention", rule.reason),
  };
}

/**
 * Returns the outcome of a document that was alone in a call without a response: a wait for a retry, or an exception
 * once the document has failed so often that it must be at fault (see `isToBlame`).
 */
export function unansweredAlone(
  document: Document,
  failure: OdooFailure,
  others: Others,
  time: Time,
): Outcome {
  const failedAlone = document.failedAlone + 1;
  if (!isToBlame(failedAlone, others)) return { ...afterFailure(document, failure, time), failedAlone };
  const text = say("unanswered-alone", { times: failedAlone, error: failure.said });
  return {
    ...next(document),
    ...attention("ODOO_REJECTED", [], undefined, text),
    attempts: document.attempts + 1,
    failedAlone,
    ...become("apply", "attention", "ODOO_REJECTED"),
  };
}

/**
 * Returns the reason of the exception for an outgoing document that the partner rejected or did not acknowledge in
 * time, with functions that create the events for raising and for resolving it.
 */
export const rejectionReason = (code: "PARTNER_REJECTED" | "ACKNOWLEDGEMENT_OVERDUE") => ({
  code,
  reason: [reasonTerm(code)],
  suggestion: [adviceTerm(code)],
  raised: (document: Document) =>
    exchangeEvent("exchange.exception", document, { state: "attention", reasonCode: code }),
  resolved: (document: Document) =>
    exchangeEvent("exchange.resolved", document, { state: "done", reasonCode: null }),
});
