import {
  type BillingEnvelope,
  type BillingEvent,
  type BillingIssue,
  readBillingEnvelope,
  readBillingEvent,
} from "../../codecs/billing/read.ts";
import { billingIdentifier } from "../../codecs/billing/values.ts";
import type { CustomerInvoice } from "../../documents/customer-invoice.ts";
import type { CustomerInvoiceVoid } from "../../documents/customer-invoice-void.ts";
import type { Payment } from "../../documents/payment.ts";
import { placeOf, ruleInWords } from "../../documents/places/places.ts";
import type { DecodedDocument } from "../format.ts";
import { type MappingFinding, type Problem, problem, problemOf } from "../mapping.ts";
import type { Pseudonym } from "../pseudonym.ts";
import { unreadableEvent } from "../shared/unreadable-event.ts";
import { customerInvoiceFrom, customerInvoiceVoidFrom } from "./documents/customer-invoice.ts";
import { paymentFrom, refundFrom } from "./documents/payment.ts";
import { say } from "./terms.ts";

/** The canonical documents that billing events are converted to. */
export type BillingDocument = CustomerInvoice | CustomerInvoiceVoid | Payment;

type Place = Pick<DecodedDocument, "key" | "code" | "controlReference" | "start" | "end">;
type BillingOutcome = { readonly document: BillingDocument } | { readonly problem: Problem };
export type BillingDecoded = {
  readonly documents: readonly (Place & BillingOutcome & { readonly number?: string })[];
  readonly replies: readonly [];
  readonly problem?: Problem;
};

/**
 * Reads a message with one billing event and returns its document, or the problem that prevents its use. Findings contain paths
 * but no values.
 */
export function readBillingMessage(bytes: Uint8Array, pseudonym: Pseudonym): BillingDecoded {
  const read = readBillingEnvelope(bytes);
  if ("fault" in read) return { documents: [], replies: [], problem: unreadableEvent(read.fault) };
  const { type: code, id: controlReference } = read.envelope;
  const place = { key: "1", code, controlReference, start: 0, end: bytes.length };
  const outcome = outcomeOf(read.envelope, pseudonym);
  const number = "problem" in outcome ? numberOf(read.envelope) : undefined;
  return {
    documents: [{ ...place, ...outcome, ...(number !== undefined && { number }) }],
    replies: [],
  };
}

function outcomeOf(envelope: BillingEnvelope, pseudonym: Pseudonym): BillingOutcome {
  const read = readBillingEvent(envelope);
  if ("event" in read) return { document: documentFrom(read.event, pseudonym) };
  if ("unknownType" in read)
    return {
      problem: problemOf("UNSUPPORTED_DOCUMENT", "type", say("type-not-supported")),
    };
  const [first, ...others] = read.issues.map(findingOf);
  return problem([first ?? findingOf({ path: "", rule: "invalid" }), ...others]);
}

function documentFrom(event: BillingEvent, pseudonym: Pseudonym): BillingDocument {
  switch (event.type) {
    case "invoice.issued":
      return customerInvoiceFrom(event.data, pseudonym);
    case "invoice.voided":
      return customerInvoiceVoidFrom(event.data);
    case "payment.confirmed":
      return paymentFrom(event.data, pseudonym);
    case "payment.refunded":
      return refundFrom(event.data, pseudonym);
  }
}

function findingOf({ path, rule }: BillingIssue): MappingFinding {
  const broken = ruleInWords(rule);
  const text =
    path === ""
      ? say("content-invalid", { rule: broken })
      : say("value-invalid", { path: placeOf(membersOf(path)), rule: broken });
  return { code: "SCHEMA_INVALID", field: path || "event", text };
}

/** Returns the members of the event's data that lead to a value: "lines", 0 and "amount" for "data.lines.0.amount". */
const membersOf = (path: string): readonly PropertyKey[] =>
  path
    .replace(/^data\./, "")
    .split(".")
    .map((name) => (/^\d+$/.test(name) ? Number(name) : name));

const numbered = /^(invoice|payment)\./;

/**
 * Returns the number of the invoice or payment in an unusable event, so that users can find it. Returns undefined if the number
 * itself is missing or invalid.
 */
function numberOf({ type, data }: BillingEnvelope): string | undefined {
  if (!numbered.test(type) || typeof data !== "object" || data === null) return undefined;
  const named = "number" in data ? data.number : "id" in data ? data.id : undefined;
  const sound = billingIdentifier.safeParse(named);
  return sound.success ? sound.data : undefined;
}
