import { english } from "../../catalogue/terms.ts";
import type { ReasonCode } from "../../documents/reason-codes.ts";
import type { Term } from "../../terms/term.ts";

/**
 * The classes of failures of other systems:
 * - transient: the operation had no effect; it is retried;
 * - ambiguous: the operation may have had its effect; it is retried under the same key;
 * - permanent-technical, permanent-business: another attempt would fail too; an engineer or a business user must
 * decide.
 */
export type FailureClass = "transient" | "ambiguous" | "permanent-technical" | "permanent-business";

/**
 * The target that a retry waits for. "record" means the release of a lock in Odoo, or a new snapshot in place of a
 * stale one.
 */
export type RetryTarget = "odoo" | "record" | "partner";
export type RetriedClass = Extract<FailureClass, "transient" | "ambiguous">;

type Retried = {
  readonly class: RetriedClass;
  readonly target: RetryTarget;
  readonly reason: Extract<ReasonCode, "ODOO_UNAVAILABLE" | "PARTNER_UNAVAILABLE" | "CONFLICT">;
  /** Whether the failure concerns the target as a whole, so that the circuit breaker records it. */
  readonly breaks: boolean;
};
type Final = {
  readonly class: Exclude<FailureClass, RetriedClass>;
  readonly reason: ReasonCode;
  readonly breaks: false;
};
export type FailureRule = Retried | Final;

/** All failures of other systems, and the reaction to each. Reactions depend on these codes, never on texts. */
export const FAILURES = {
  /** Odoo is unreachable, overloaded, or refuses the integration user. */
  unavailable: { class: "transient", target: "odoo", reason: "ODOO_UNAVAILABLE", breaks: true },
  /** The request was sent but no complete response arrived, so Odoo may have committed it. */
  unanswered: { class: "ambiguous", target: "odoo", reason: "ODOO_UNAVAILABLE", breaks: true },
  /** Records in Odoo were locked, or Odoo's transaction could not be serialized with a concurrent one. */
  conflict: { class: "transient", target: "record", reason: "CONFLICT", breaks: false },
  /** Odoo's validation refuses the call. */
  refused: { class: "permanent-technical", reason: "ODOO_REJECTED", breaks: false },
  /** The partner is unreachable or busy. */
  "partner-unreachable": {
    class: "transient",
    target: "partner",
    reason: "PARTNER_UNAVAILABLE",
    breaks: true,
  },
  /** The bytes were sent but no response arrived, so the partner may have them. */
  "partner-unanswered": {
    class: "ambiguous",
    target: "partner",
    reason: "PARTNER_UNAVAILABLE",
    breaks: true,
  },
  /** The connection is switched off on our side, which says nothing about the partner. */
  "switched-off": { class: "transient", target: "partner", reason: "PARTNER_UNAVAILABLE", breaks: false },
  /** The partner refuses the document, or the route cannot work as configured. */
  "partner-refuses": { class: "permanent-technical", reason: "DELIVERY_FAILED", breaks: false },
} as const satisfies Record<string, FailureRule>;
export type FailureKind = keyof typeof FAILURES;

/** The failures of a call to Odoo. */
export type OdooFailureKind = Extract<FailureKind, "unavailable" | "unanswered" | "conflict" | "refused">;
export class OdooFailure extends Error {
  readonly kind: OdooFailureKind;
  /** The message as a term, for display. */
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

/** The failures of a delivery. Their messages are clauses that follow "the partner's side said: …". */
export type DeliveryFailureKind = Exclude<FailureKind, OdooFailureKind>;
export class DeliveryFailure extends Error {
  readonly kind: DeliveryFailureKind;
  /** The message as a term, for display. */
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

/**
 * A delivery failure because the route cannot work as configured. Nothing was sent, and nothing is known about the
 * partner.
 */
export class SetUpFailure extends DeliveryFailure {
  constructor(said: Term) {
    super("partner-refuses", said);
  }
}

export const failureRule = (kind: FailureKind): FailureRule => FAILURES[kind];

/**
 * The reasons why the journal rejects an operation:
 * - unreachable: the journal does not respond or does not work; the same operation may succeed later, with any values;
 * - refused: the journal works but does not accept these values; another attempt would fail too.
 */
export type JournalFailureKind = "unreachable" | "refused";
export class JournalFailure extends Error {
  readonly kind: JournalFailureKind;
  constructor(kind: JournalFailureKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "JournalFailure";
    this.kind = kind;
  }
}

export const isJournalUnreachable = (error: unknown): boolean =>
  error instanceof JournalFailure && error.kind === "unreachable";
export const isRefusedByJournal = (error: unknown): boolean =>
  error instanceof JournalFailure && error.kind === "refused";
