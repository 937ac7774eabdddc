import { english } from "../../catalogue/terms.ts";
import type { ReasonCode } from "../../documents/reason-codes.ts";
import type { Term } from "../../terms/term.ts";

/**
 * What a failure of another system means for what failed:
 * - transient: nothing happened there; it is tried again;
 * - ambiguous: it may have happened; it is repeated under the same key;
 * - permanent-technical, permanent-business: repeating changes nothing; an engineer's, or the business's, queue.
 */
export type FailureClass = "transient" | "ambiguous" | "permanent-technical" | "permanent-business";

/** What a retry waits for. "record": a lock in Odoo, or a snapshot that was stale. */
export type RetryTarget = "odoo" | "record" | "partner";
export type RetriedClass = Extract<FailureClass, "transient" | "ambiguous">;

type Retried = {
  readonly class: RetriedClass;
  readonly target: RetryTarget;
  readonly reason: Extract<ReasonCode, "ODOO_UNAVAILABLE" | "PARTNER_UNAVAILABLE" | "CONFLICT">;
  /** It says something about the target as a whole: the breaker records it. */
  readonly breaks: boolean;
};
type Final = {
  readonly class: Exclude<FailureClass, RetriedClass>;
  readonly reason: ReasonCode;
  readonly breaks: false;
};
export type FailureRule = Retried | Final;

/** Every way in which another system can fail. The reaction is read from here, never from a text. */
export const FAILURES = {
  /** Odoo is not there, overloaded, or refuses the integration user. */
  unavailable: { class: "transient", target: "odoo", reason: "ODOO_UNAVAILABLE", breaks: true },
  /** The call went out and no whole answer came: Odoo may have committed. */
  unanswered: { class: "ambiguous", target: "odoo", reason: "ODOO_UNAVAILABLE", breaks: true },
  /** A lock, or a serialization failure. */
  conflict: { class: "transient", target: "record", reason: "CONFLICT", breaks: false },
  /** Odoo's rules refuse the call. */
  refused: { class: "permanent-technical", reason: "ODOO_REJECTED", breaks: false },
  /** The partner is not there, or busy. */
  "partner-away": { class: "transient", target: "partner", reason: "PARTNER_UNAVAILABLE", breaks: true },
  /** The bytes went out and no answer came: the partner may have them. */
  "partner-silent": { class: "ambiguous", target: "partner", reason: "PARTNER_UNAVAILABLE", breaks: true },
  /** The connection is switched off on our side: nothing is known about the partner. */
  "switched-off": { class: "transient", target: "partner", reason: "PARTNER_UNAVAILABLE", breaks: false },
  /** The partner's side refuses it, or our set-up of the route cannot work. */
  "partner-refuses": { class: "permanent-technical", reason: "DELIVERY_FAILED", breaks: false },
} as const satisfies Record<string, FailureRule>;
export type FailureKind = keyof typeof FAILURES;

/** Why a call of Odoo brought no answer. */
export type OdooFailureKind = Extract<FailureKind, "unavailable" | "unanswered" | "conflict" | "refused">;
export class OdooFailure extends Error {
  readonly kind: OdooFailureKind;
  /** The message as people read it. */
  readonly said: Term;
  readonly retryAfterSeconds: number | null;
  constructor(kind: OdooFailureKind, said: Term, retryAfterSeconds: number | null = null) {
    super(english(said));
    this.said = said;
    this.name = "OdooFailure";
    this.kind = kind;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Why a partner's transport did not accept a document. The message continues "the partner's side said: …". */
export type DeliveryFailureKind = Exclude<FailureKind, OdooFailureKind>;
export class DeliveryFailure extends Error {
  readonly kind: DeliveryFailureKind;
  /** The message as people read it. */
  readonly said: Term;
  readonly retryAfterSeconds: number | null;
  constructor(kind: DeliveryFailureKind, said: Term, retryAfterSeconds: number | null = null) {
    super(english(said));
    this.said = said;
    this.name = "DeliveryFailure";
    this.kind = kind;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Our set-up of a route cannot work: nothing was sent, and nothing is known about the partner. */
export class SetUpFailure extends DeliveryFailure {
  constructor(said: Term) {
    super("partner-refuses", said);
  }
}

export const failureRule = (kind: FailureKind): FailureRule => FAILURES[kind];

/**
 * Why the journal rejected an operation:
 * - away: the journal is unreachable or not working; the same operation may succeed later, whatever it stores;
 * - refused: the journal works and does not accept these values; repeating the operation changes nothing.
 */
export type JournalFailureKind = "away" | "refused";
export class JournalFailure extends Error {
  readonly kind: JournalFailureKind;
  constructor(kind: JournalFailureKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "JournalFailure";
    this.kind = kind;
  }
}

export const isJournalUnreachable = (error: unknown): boolean =>
  error instanceof JournalFailure && error.kind === "away";
export const isRefusedByJournal = (error: unknown): boolean =>
  error instanceof JournalFailure && error.kind === "refused";
