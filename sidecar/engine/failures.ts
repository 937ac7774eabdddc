/** Why a call of Odoo brought no answer. The engine decides by the kind, never by the text. */
export type OdooFailureKind = "unavailable" | "conflict" | "refused";
export class OdooFailure extends Error {
  readonly kind: OdooFailureKind;
  readonly retryAfterSeconds: number | null;
  constructor(kind: OdooFailureKind, message: string, retryAfterSeconds: number | null = null) {
    super(message);
    this.name = "OdooFailure";
    this.kind = kind;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Why a partner's transport did not take what we sent. */
export class DeliveryFailure extends Error {
  /** Repeating can help: the partner was not there, or busy. */
  readonly retriable: boolean;
  constructor(message: string, retriable: boolean) {
    super(message);
    this.name = "DeliveryFailure";
    this.retriable = retriable;
  }
}
