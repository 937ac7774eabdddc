import type { DocumentState } from "../records.ts";
import type { FailureClass } from "../resilience/failures.ts";

/**
 * The states of documents and deliveries, and every transition between them. The engine creates its outcomes with
 * `become`, the journal's SQL derives its conditions from `statesBefore`, and a test database refuses any transition
 * that is not listed here.
 *
 * | State | Meaning | Left by |
 * |---|---|---|
 * | queued | to be processed; its reference is with the broker or about to be published | apply |
 * | processing | encoded in the partner's format; its delivery is in progress | deliver, acknowledge |
 * | waiting | is retried automatically at `nextAttemptAt` | schedule; earlier when the target is reachable again |
 * | held | behind an earlier document of its aggregate, or until an expected one arrives | release, schedule, let-pass
 * |
 * | attention | an exception that needs a person's decision | try-again, dismiss, read-again, acknowledge |
 * | staged | must be approved before it is applied | dismiss |
 * | done | Odoo applied it, or the partner's transport accepted it | overdue, acknowledge |
 * | dismissed | a person decided that it is not processed further | reopen |
 *
 * Only the class of a failure decides whether it is retried (`../resilience/failures.ts` lists the failures,
 * `../resilience/retry.ts` the delays): transient and ambiguous failures wait, permanent ones become exceptions. See
 * `AFTER_FAILURE`.
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

/** The states in which a document blocks later ones of its aggregate. */
export const UNFINISHED = ["queued", "processing", "waiting", "held", "attention", "staged"] as const;
export const FINISHED = ["done", "dismissed"] as const;
export const isFinished = (state: string): boolean => FINISHED.some((one) => one === state);

/** The state of a document after a failure of each class. */
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
  /** The cause of the transition. */
  readonly by: string;
  /** The possible previous states; "none" for a new document. */
  readonly from: readonly (State | "none")[];
  readonly to: State;
  /** The name of the step that the history records, or null if it records none. */
  readonly step: string | null;
  /** The event that is published for the transition. If absent, none is published. */
  readonly event?: ExchangeEvent;
};

const NOT_DISMISSED = [...UNFINISHED, "done"] as const;
const ANY = [...UNFINISHED, ...FINISHED] as const;

/**
 * The transitions of documents. For a document that was an exception before, "exchange.resolved" replaces
 * "exchange.applied".
 */
export const DOCUMENT_TRANSITIONS = [
  // Creation: by decoding, from Odoo's outbox, as an effect of another document, or as a new version.
  { by: "enter", from: ["none"], to: "queued", step: "queued" },
  { by: "enter", from: ["none"], to: "attention", step: "needs attention", event: "exchange.exception" },
  // A message that could not be decoded is decoded again: its exceptions are replaced or dismissed.
  { by: "read-again", from: ["attention"], to: "queued", step: "queued" },
  { by: "read-again", from: ["attention"], to: "attention", step: "needs attention" },
  { by: "read-again", from: ["attention"], to: "dismissed", step: "dismissed" },
  // Applying. A document that Odoo has applied is done, even if it has reached another state meanwhile.
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
  // Delivery. A document that the partner's transport accepted is done; a rejection that arrived earlier remains an
  // exception.
  { by: "deliver", from: ANY, to: "done", step: "sent", event: "<document>.dispatched" },
  { by: "deliver", from: NOT_DISMISSED, to: "waiting", step: "waits" },
  {
    by: "deliver",
    from: NOT_DISMISSED,
    to: "attention",
    step: "needs attention",
    event: "exchange.exception",
  },
  // Acknowledgements from the partner.
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
  // The passage of time, or the end of a wait.
  { by: "schedule", from: ["waiting", "held"], to: "queued", step: null },
  { by: "release", from: ["held"], to: "queued", step: null },
  { by: "retry-blamed", from: ["attention"], to: "queued", step: "try again" },
  // Decisions of a person.
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
 * The states of deliveries:
 * - queued: due or waiting, or in progress while its lease lasts;
 * - done: the partner's transport accepted it, or the partner acknowledged it;
 * - failed: given up, or its document was dismissed.
 */
export const DELIVERY_STATES = ["queued", "done", "failed"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];
export const DELIVERY_TRANSITIONS = [
  { by: "write", from: ["none"], to: "queued", step: null },
  // A late response from the partner's system counts even if the delivery was given up.
  { by: "deliver", from: ["queued", "failed"], to: "done", step: null },
  { by: "deliver", from: ["queued"], to: "queued", step: null },
  { by: "give-up", from: ["queued"], to: "failed", step: null },
  { by: "acknowledge", from: ["queued"], to: "done", step: null },
  { by: "dismiss", from: ["queued"], to: "failed", step: null },
  { by: "try-again", from: ["failed", "queued"], to: "queued", step: null },
] as const satisfies readonly Transition<DeliveryState>[];

/** Returns the `state` and `step` of an outcome for a transition of the table, given its cause and its new state. */
export function become<By extends Cause, To extends Reached<By>>(
  by: By,
  to: To,
  detail?: string,
): { readonly state: To; readonly step: { readonly name: string; readonly detail?: string } } {
  const name = transition(by, to)?.step ?? to;
  return { state: to, step: detail === undefined ? { name } : { name, detail } };
}

/**
 * Returns the name of the step that records a transition in the history, or the name of the new state if the transition
 * has no step.
 */
export const stepOf = <By extends Cause>(by: By, to: Reached<By>): string => transition(by, to)?.step ?? to;

/** Returns the name of the event that is published for a transition, or null if there is none. */
export const eventOf = (by: Cause, to: DocumentState): ExchangeEvent | null =>
  transition(by, to)?.event ?? null;

/** Returns the states from which any transition with this cause starts, in the order of DOCUMENT_STATES. */
export const statesBefore = (by: Cause): readonly DocumentState[] =>
  DOCUMENT_STATES.filter((state) => rows.some((row) => row.by === by && row.from.includes(state)));

const rows: readonly (Transition<DocumentState> & { readonly by: Cause })[] = DOCUMENT_TRANSITIONS;
const transition = (by: Cause, to: DocumentState) => rows.find((row) => row.by === by && row.to === to);

/** Returns whether a document may change from one state to another. Remaining in a state is permitted. */
export const isTransition = (from: string, to: string): boolean =>
  from === to || rows.some((row) => row.to === to && row.from.some((one) => one === from));
/** Returns whether a delivery may change from one state to another. Remaining in a state is permitted. */
export const isDeliveryTransition = (from: string, to: string): boolean =>
  from === to ||
  DELIVERY_TRANSITIONS.some((row) => row.to === to && row.from.some((one: string) => one === from));
