import type { Term } from "../../terms/term.ts";
import { sayClosed } from "./terms.ts";

/**
 * What can settle the matter of an exception, so that Odoo closes it without a person: a later response, or a change
 * that a person made in Odoo. Odoo names one of these causes, and nothing else closes an exception by itself.
 */
const CAUSES = {
  superseded: (document) => sayClosed("superseded", { document }),
  "order-cancelled": (document) => sayClosed("order-cancelled", { document }),
  "bill-entered": (document) => sayClosed("bill-entered", { document }),
  "payment-registered": (document) => sayClosed("payment-registered", { document }),
} as const satisfies Record<string, (document: string) => Term>;

/**
 * A dismissal by Suture: the note that says why, and the reason code of the exception whose matter is settled. It has no
 * effect if the document is no longer an exception with that reason.
 */
export type Closing = { readonly note: Term; readonly reasonCode: string };

/** The codes of the notes of closed exceptions. */
export const CLOSING_TERMS: readonly string[] = Object.values(CAUSES).map((note) => note("").term);

/** Reads the closing in an argument of an outbox row. Returns null if it names no known cause or is incomplete. */
export function closingIn(given: unknown): Closing | null {
  if (typeof given !== "object" || given === null) return null;
  const { cause, document, reason_code: reasonCode } = given as Readonly<Record<string, unknown>>;
  if (typeof cause !== "string" || !isCause(cause)) return null;
  if (typeof document !== "string" || typeof reasonCode !== "string") return null;
  return { note: CAUSES[cause](document), reasonCode };
}

const isCause = (cause: string): cause is keyof typeof CAUSES => Object.hasOwn(CAUSES, cause);
