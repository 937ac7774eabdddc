import { type BillingEvent, billingEvent } from "../../codecs/billing/read.ts";
import type { DocumentType } from "../../documents/document.ts";
import { EncodingFailure, type Format } from "../format.ts";
import { problemOf } from "../mapping.ts";
import type { Pseudonym } from "../pseudonym.ts";
import { jsonLines } from "../shared/json-lines.ts";
import { describeJson } from "../shared/json-source-view.ts";
import { recognisedBy } from "../shared/recognise.ts";
import { billingOptions } from "./options.ts";
import { type BillingDecoded, readBillingMessage } from "./reader.ts";
import { splitBilling } from "./split.ts";
import { say } from "./terms.ts";

/**
 * The media type that endpoints assign to bodies on connections of the kind "billing". It is needed because such a body is JSON,
 * which does not identify the format by itself.
 */
export const BILLING_CONTENT_TYPE = "application/vnd.suture.billing+json";

const unwritable = () => new EncodingFailure(problemOf("UNSUPPORTED_DOCUMENT", "format", say("not-written")));

/** The document type under which the catalogue lists each event. A withdrawal is listed with the customer invoices. */
const events = {
  "invoice.issued": "CustomerInvoice",
  "invoice.voided": "CustomerInvoice",
  "payment.confirmed": "Payment",
  "payment.refunded": "Payment",
} as const satisfies Record<BillingEvent["type"], DocumentType>;

/**
 * The format of the billing system's events about customer invoices and their payments, one event per body. They can be read but
 * not written.
 */
export const billing = {
  code: "billing",
  label: "Billing events",
  mediaTypes: [BILLING_CONTENT_TYPE],
  // Connections of the kind "billing" choose CloudEvents for outgoing documents; their webhooks imply this format.
  kinds: [],
  versions: [{ code: "1", label: "1" }],
  defaultVersion: "1",
  reads: ["CustomerInvoice", "CustomerInvoiceVoid", "Payment"],
  writes: [],
  messages: Object.entries(events).map(([name, documentType]) => ({ name, documentType, direction: "in" })),
  options: billingOptions,
  rules: [],
  published: {
    title: "An event of the billing system",
    summary: "Invoices and payments; here the event's id identifies duplicates.",
    content: { name: "BillingEvent", schema: billingEvent },
  },
  recognises: recognisedBy([BILLING_CONTENT_TYPE]),
  split: splitBilling,
  decode: (bytes: Uint8Array, { pseudonym }: { readonly pseudonym: Pseudonym }): BillingDecoded =>
    readBillingMessage(bytes, pseudonym),
  describe: describeJson,
  lines: jsonLines,
  expected: say("expected"),
  encode: () => Promise.reject(unwritable()),
  encodeReply: () => Promise.reject(unwritable()),
} satisfies Format;
