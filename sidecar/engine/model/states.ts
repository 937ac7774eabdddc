import type { DocumentState } from "../records.ts";
import type { FailureClass } from "../resilience/failures.ts";

/**
 * The states of documents and of deliveries, and every way from one to another. What is not listed here does not happen: the
 * engine makes its outcomes with `become`, the journal's SQL takes its conditions from `statesBefore`, and a test database
 * refuses any other change.
 *
 * | State | Meaning | Left by |
 * |---|---|---|
 * | queued | to be processed; its reference is with the broker or on its way there | apply |
 * | processing | written in the partner's format; its delivery is under way | deliver, acknowledge |
 * | waiting | is retried by itself at `nextAttemptAt` | schedule; earlier when the target answers again |
 * | held | behind an earlier document of its aggregate, or for one that is still to come | release, schedule, let-pass |
 * | attention | needs a person | try-again, dismiss, read-again, acknowledge |
 * | staged | is to be approved before it is applied | dismiss |
 * | done | Odoo applied it, or the partner took it | overdue, acknowledge |
 * | dismissed | a person decided that nothing is done about it | reopen |
 *
 * Whether something is retried is decided by the class of its failure alone (`../resilience/failures.ts` lists the failures,
 * `../resilience/retry.ts` the times): transient and ambiguous ones wait, permanent ones need a person. See `AFTER_FAILURE`.
 */
export const DOCUMENT_STATES = [
  "queued",
  "processing",
  "waiting",
  "held",
  "attention",
  "staged",
  "done",
  "dismissed",
] as const satisfies readonly DocumentState[];

/** Unfinished documents block later ones of their aggregate. */
export const UNFINISHED = ["queued", "processing", "waiting", "held", "attention", "staged"] as const;
export const FINISHED = ["done", "dismissed"] as const;
export const isFinished = (state: string): boolean => FINISHED.some((one) => one === state);

/** Returns the state after a failure, by its class. */
export const AFTER_FAILURE = {
  transient: "waiting",
  ambiguous: "waiting",
  "permanent-technical": "attention",
  "permanent-business": "attention",
} as const satisfies Record<FailureClass, DocumentState>;

type ExchangeEvent =
  | "exchange.applied"
  | "exchange.exception"
  | "exchange.resolved"
  | "<document>.dispatched";

type Transition<State extends string> = {
  /** What brings it about. */
  readonly by: string;
  /** "none": the document is new. */
  readonly from: readonly (State | "none")[];
  readonly to: State;
  /** The step that records it; null: none. */
  readonly step: string | null;
  /** The event that reports it. */
  readonly event?: ExchangeEvent;
};

const NOT_DISMISSED = [...UNFINISHED, "done"] as const;
const ANY = [...UNFINISHED, ...FINISHED] as const;

/** "exchange.applied" is "exchange.resolved" for a document that needed a person before. */
export const DOCUMENT_TRANSITIONS = [
  // Entered, by decoding, by Odoo's outbox, as another document's effect, or as a new version.
  { by: "enter", from: ["none"], to: "queued", step: "queued" },
  { by: "enter", from: ["none"], to: "attention", step: "needs attention", event: "exchange.exception" },
  // A message that could not be decoded is decoded again: its exceptions are replaced, or are over.
  { by: "read-again", from: ["attention"], to: "queued", step: "queued" },
  { by: "read-again", from: ["attention"], to: "attention", step: "needs attention" },
  { by: "read-again", from: ["attention"], to: "dismissed", step: "dismissed" },
  // Carried into Odoo. What Odoo has applied is done, whoever changed the document meanwhile.
  { by: "apply", from: ANY, to: "done", step: "applied", event: "exchange.applied" },
  { by: "apply", from: UNFINISHED, to: "processing", step: "written" },
  { by: "apply", from: UNFINISHED, to: "waiting", step: "waits" },
  { by: "hold", from: UNFINISHED, to: "held", step: "held" },
  { by: "defer", from: UNFINISHED, to: "held", step: "waits" },
  { by: "defer", from: UNFINISHED, to: "waiting", step: "waits" },
  {
    by: "apply",
    from: UNFINISHED,
    to: "attention",
    step: "needs attention",
    event: "exchange.exception",
  },
  // Sent. What the partner took is done; a rejection that was faster stays.
  { by: "deliver", from: ANY, to: "done", step: "sent", event: "<document>.dispatched" },
  { by: "deliver", from: NOT_DISMISSED, to: "waiting", step: "waits" },
  {
    by: "deliver",
    from: NOT_DISMISSED,
    to: "attention",
    step: "needs attention",
    event: "exchange.exception",
  },
  // The partner answers.
  {
    by: "acknowledge",
    from: NOT_DISMISSED,
    to: "attention",
    step: "acknowledged",
    event: "exchange.exception",
  },
  { by: "acknowledge", from: NOT_DISMISSED, to: "done", step: "acknowledged", event: "exchange.resolved" },
  {
    by: "overdue",
    from: ["done"],
    to: "attention",
    step: "acknowledgement overdue",
    event: "exchange.exception",
  },
  // Time passes, or what it waits for ends.
  { by: "schedule", from: ["waiting", "held"], to: "queued", step: null },
  { by: "release", from: ["held"], to: "queued", step: null },
  { by: "retry-blamed", from: ["attention"], to: "queued", step: "try again" },
  // A person decides.
  { by: "try-again", from: ["attention", "waiting", "held", "processing"], to: "queued", step: "try again" },
  {
    by: "try-again",
    from: ["attention", "waiting", "held", "processing"],
    to: "processing",
    step: "try again",
  },
  { by: "dismiss", from: UNFINISHED, to: "dismissed", step: "dismissed" },
  { by: "reopen", from: ["dismissed"], to: "attention", step: "dismissal undone" },
  { by: "reopen", from: ["dismissed"], to: "queued", step: "dismissal undone" },
  { by: "let-pass", from: ["held"], to: "queued", step: "let pass" },
] as const satisfies readonly Transition<DocumentState>[];

type Row = (typeof DOCUMENT_TRANSITIONS)[number];
export type Cause = Row["by"];
type Reached<By extends Cause> = Extract<Row, { by: By }>["to"];

/**
 * Deliveries:
 * - queued: due or waiting, or under way while its lease lasts;
 * - done: the partner took it, or has acknowledged it;
 * - failed: given up, or its document was dismissed.
 */
export const DELIVERY_STATES = ["queued", "done", "failed"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];
export const DELIVERY_TRANSITIONS = [
  { by: "write", from: ["none"], to: "queued", step: null },
  // A late answer of the partner's system counts even if the delivery was given up.
  { by: "deliver", from: ["queued", "failed"], to: "done", step: null },
  { by: "deliver", from: ["queued"], to: "queued", step: null },
  { by: "give-up", from: ["queued"], to: "failed", step: null },
  { by: "acknowledge", from: ["queued"], to: "done", step: null },
  { by: "dismiss", from: ["queued"], to: "failed", step: null },
  { by: "try-again", from: ["failed", "queued"], to: "queued", step: null },
] as const satisfies readonly Transition<DeliveryState>[];

/** Returns the new state of a document and the step that records it, for an outcome. */
export function become<By extends Cause, To extends Reached<By>>(
  by: By,
  to: To,
  detail?: string,
): { readonly state: To; readonly step: { readonly name: string; readonly detail?: string } } {
  const name = transition(by, to)?.step ?? to;
  return { state: to, step: detail === undefined ? { name } : { name, detail } };
}

/** Returns the name of the step that records a transition. */
export const stepOf = <By extends Cause>(by: By, to: Reached<By>): string => transition(by, to)?.step ?? to;

/** Returns the event that reports a transition, or null. */
export const eventOf = (by: Cause, to: DocumentState): ExchangeEvent | null =>
  transition(by, to)?.event ?? null;

/** Returns the states that a cause changes, in the order of DOCUMENT_STATES. */
export const statesBefore = (by: Cause): readonly DocumentState[] =>
  DOCUMENT_STATES.filter((state) => rows.some((row) => row.by === by && row.from.includes(state)));

const rows: readonly (Transition<DocumentState> & { readonly by: Cause })[] = DOCUMENT_TRANSITIONS;
const transition = (by: Cause, to: DocumentState) => rows.find((row) => row.by === by && row.to === to);

/** Returns whether anything brings a document from one state to another. Staying is no transition. */
export const isTransition = (from: string, to: string): boolean =>
  from === to || rows.some((row) => row.to === to && row.from.some((one) => one === from));
/** The same for deliveries. */
export const isDeliveryTransition = (from: string, to: string): boolean =>
  from === to ||
  DELIVERY_TRANSITIONS.some((row) => row.to === to && row.from.some((one: string) => one === from));
