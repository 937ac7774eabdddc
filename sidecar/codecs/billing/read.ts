import { z } from "zod";
import type { Term } from "../../terms/term.ts";
import { jsonFault, readJson } from "../json.ts";
import { say } from "../terms.ts";
import { invoiceIssuedData, invoiceVoidedData } from "./invoice.ts";
import { paymentConfirmedData, paymentRefundedData } from "./payment.ts";
import { billingIdentifier } from "./values.ts";

/** The schema of the members that all events share (Standard Webhooks 1.0, "Payload structure"). Other members are ignored. */
const envelope = z.object({
  /** The event type: words separated by full stops, such as "invoice.issued". */
  type: z.string().regex(/^(?=.{1,64}$)\w+(\.\w+)*$/),
  id: billingIdentifier.describe("The event ID, which is the same for every delivery attempt."),
  timestamp: z.iso.datetime({ offset: true }).describe("The time of the event, in ISO 8601 with an offset."),
});
export type BillingEnvelope = z.infer<typeof envelope> & { readonly data: unknown };

const typed = <Type extends string, Data extends z.ZodType>(type: Type, data: Data) =>
  envelope.extend({ type: z.literal(type), data });

/**
 * An event of the billing system, distinguished by `type`. Unknown members are dropped, so that names, diagnoses and notes are
 * never read.
 */
export const billingEvent = z.discriminatedUnion("type", [
  typed("invoice.issued", invoiceIssuedData),
  typed("invoice.voided", invoiceVoidedData),
  typed("payment.confirmed", paymentConfirmedData),
  typed("payment.refunded", paymentRefundedData),
]);
export type BillingEvent = z.infer<typeof billingEvent>;

/**
 * A violation of the schema of an event: the path of the value and the code of the rule (Zod's issue code), but never the value.
 */
export type BillingIssue = { readonly path: string; readonly rule: string };

export type BillingEventResult =
  | { readonly event: BillingEvent }
  | { readonly issues: readonly BillingIssue[] }
  | { readonly unknownType: true };

const MAXIMUM_ISSUES = 20;
const knownTypes = new Set<string>(billingEvent.options.map(({ shape }) => shape.type.value));

/**
 * Parses the members that all events share, leaving `data` unchecked. If the body is not JSON or these members are invalid,
 * returns a fault that names the invalid members, but never their values.
 */
export function readBillingEnvelope(
  bytes: Uint8Array,
): { readonly envelope: BillingEnvelope } | { readonly fault: Term } {
  const read = readJson(bytes);
  if ("fault" in read) return { fault: jsonFault(read.fault) };
  const parsed = envelope.extend({ data: z.unknown() }).safeParse(read.content);
  if (parsed.success) return { envelope: parsed.data };
  const names = new Set(parsed.error.issues.map(({ path }) => path.join(".") || "content"));
  return { fault: say("members-invalid", { names: { all: [...names] } }) };
}

/**
 * Parses the data of an event according to its type. Returns the event, up to 20 violations of the schema, or `unknownType` if
 * the type is not one of the four known types.
 */
export function readBillingEvent(content: BillingEnvelope): BillingEventResult {
  if (!knownTypes.has(content.type)) return { unknownType: true };
  const parsed = billingEvent.safeParse(content);
  if (parsed.success) return { event: parsed.data };
  const issues = parsed.error.issues.slice(0, MAXIMUM_ISSUES);
  return { issues: issues.map(({ path, code }) => ({ path: path.join("."), rule: code })) };
}
