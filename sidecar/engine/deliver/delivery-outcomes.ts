import { documentWord } from "../../documents/document.ts";
import type { Term } from "../../terms/term.ts";
import { waiting } from "../apply/outcomes.ts";
import { exchangeEvent } from "../model/exceptions.ts";
import type { ConfiguredConnection, DeliveryRoute } from "../ports/connection.ts";
import type { CircuitJournal, DeliveryJournal } from "../ports/journal/deliveries.ts";
import type { Circuit, Delivery, Document } from "../records.ts";
import { answered, BREAKERS, failed } from "../resilience/breaker.ts";
import {
  type DeliveryFailure,
  FAILURES,
  type FailureRule,
  failureRule,
  SetUpFailure,
} from "../resilience/failures.ts";
import { retryDelay } from "../resilience/retry.ts";
import { fallbackAt, fallbackNote } from "./fallback.ts";
import { documentOf, type GiveUpParts, giveUp } from "./give-up.ts";
import { say } from "./terms.ts";

/**
 * Functions that record the result of a delivery attempt on the delivery, on its document, and on the circuit breaker
 * of its route.
 */

export const SWITCHED_OFF = say("switched-off");
const HOUR_MS = 3_600_000;

export type OutcomeParts = GiveUpParts & {
  readonly journal: Pick<CircuitJournal, "targetFailed" | "targetAnswered"> &
    Pick<DeliveryJournal, "delivered">;
  readonly random: () => number;
};

/** One attempt at one delivery, on the route `by`. */
export type DeliveryAttempt = {
  readonly delivery: Delivery;
  readonly by: DeliveryRoute;
  /** Whether this attempt probes a target that is known to be unreachable. */
  readonly probing: boolean;
};
type Retried = Extract<FailureRule, { target: unknown }>;

/**
 * Returns the name of a route's circuit breaker. The routes of a connection are separate targets, because one may be
 * reachable while the other is not.
 */
export const targetOf = (connection: string, by: DeliveryRoute): string =>
  by === "primary" ? connection : `${connection}/fallback`;

export async function recordDelivered(
  parts: OutcomeParts,
  attempt: DeliveryAttempt,
  connection: ConfiguredConnection,
): Promise<void> {
  const { delivery, by } = attempt;
  const hours = delivery.kind === "document" ? connection.acknowledgementHours : null;
  const due = hours === null ? null : new Date(parts.clock().getTime() + hours * HOUR_MS);
  const document = await documentOf(parts, delivery);
  const note = by === "fallback" ? fallbackNote(connection, delivery) : null;
  const notes = note === null ? null : [...(document?.note ?? []), note];
  await parts.journal.delivered(delivery, due, document ? [dispatchedEvent(document, by)] : [], notes);
  await closeCircuit(parts, attempt);
}

function dispatchedEvent(document: Document, by: DeliveryRoute) {
  const { links } = document;
  const type = `${documentWord(document.type ?? "Document")}.dispatched` as const;
  return exchangeEvent(type, document, { state: "done", links, route: by });
}

export async function recordFailure(
  parts: OutcomeParts,
  attempt: DeliveryAttempt,
  connection: ConfiguredConnection | null,
  failure: DeliveryFailure,
): Promise<void> {
  const { delivery, by } = attempt;
  const rule = failureRule(failure.kind);
  const circuit = rule.breaks ? await breakCircuit(parts, attempt, failure) : null;
  // A refusal is a response, so the target is reachable. A failure on our side says nothing about the target.
  if (!("target" in rule) && !(failure instanceof SetUpFailure)) await closeCircuit(parts, attempt);
  // The primary route may accept what the fallback refuses.
  const retried = "target" in rule ? rule : by === "fallback" ? FAILURES["partner-unreachable"] : null;
  if (retried === null) {
    return giveUp(
      parts,
      delivery,
      failure.said,
      exceptionText(connection?.name ?? delivery.connection, failure),
    );
  }
  const at = nextAttempt(parts, delivery, retried, failure, [
    circuit?.probeAt,
    fallbackAt(connection, delivery),
  ]);
  await tryAgain(parts, delivery, retried, failure, at);
}

/** Returns the text of the exception for a permanent failure. */
const exceptionText = (name: string, failure: DeliveryFailure): Term =>
  say(failure instanceof SetUpFailure ? "not-sent" : "they-said", { name, what: failure.said });

async function closeCircuit(parts: OutcomeParts, { delivery, by }: DeliveryAttempt): Promise<void> {
  const change = (circuit: Circuit) => answered(circuit, BREAKERS.partner);
  if (await parts.journal.targetAnswered(targetOf(delivery.connection, by), change))
    parts.log.info({ connection: delivery.connection, route: by }, "the partner is reachable again");
}

/**
 * Records a failed attempt in the circuit breaker of its route. While the circuit is open, only the probe's failure is
 * new information; failures of deliveries that were already running when it opened are ignored.
 * @returns the circuit after the failure
 */
async function breakCircuit(
  parts: OutcomeParts,
  { delivery, by, probing }: DeliveryAttempt,
  failure: DeliveryFailure,
): Promise<Circuit> {
  const time = { now: parts.clock(), random: parts.random };
  const { before, after } = await parts.journal.targetFailed(
    targetOf(delivery.connection, by),
    (circuit) =>
      circuit.openSince !== null && !probing
        ? circuit
        : failed(circuit, BREAKERS.partner, time, failure.retryAfterSeconds),
    failure.said,
  );
  if (before.openSince === null && after.openSince !== null)
    parts.log.warn(
      { connection: delivery.connection, route: by, error: failure.message, probeAt: after.probeAt },
      "the partner is unreachable: only its own deliveries wait",
    );
  return after;
}

/**
 * Returns the time of the next attempt: after the retry delay and not before the next probe, but not later than the
 * time from which the fallback may be used.
 */
function nextAttempt(
  parts: OutcomeParts,
  { attempts }: Delivery,
  rule: Retried,
  { retryAfterSeconds }: DeliveryFailure,
  [probeAt, takeoverAt]: readonly [Date | null | undefined, Date | null],
): Date {
  const now = parts.clock().getTime();
  const delay = retryDelay(rule.target, rule.class, attempts, parts.random, retryAfterSeconds);
  const own = Math.max(now + delay, probeAt?.getTime() ?? 0);
  const takeover = takeoverAt?.getTime() ?? 0;
  return new Date(takeover > now ? Math.min(own, takeover) : own);
}

async function tryAgain(
  parts: OutcomeParts,
  delivery: Delivery,
  rule: Retried,
  failure: DeliveryFailure,
  at: Date,
): Promise<void> {
  const outcome = { state: "queued", at, error: failure.said } as const;
  if (!(await parts.journal.settleDelivery(delivery, outcome))) return;
  const document = await documentOf(parts, delivery);
  if (!document || document.state === "dismissed") return;
  const time = { now: parts.clock(), random: parts.random };
  const { note: _kept, ...ofDocument } = waiting(document, rule, failure.message, time, { counted: true });
  await parts.journal.settle([{ ...ofDocument, nextAttemptAt: at }], []);
}

/**
 * Releases the lease of a cancelled delivery without counting the attempt, because the partner is not at fault. Another
 * sidecar may claim the delivery immediately.
 */
export async function releaseDelivery(parts: OutcomeParts, delivery: Delivery): Promise<void> {
  await parts.journal.settleDelivery(delivery, { state: "queued", at: parts.clock(), error: null });
}
