import type { BillingEvent } from "../../codecs/billing/read.ts";
import type { DocumentType } from "../../documents/document.ts";
import { EncodingFailure, type Format } from "../format.ts";
import { problemOf } from "../mapping.ts";
import type { Pseudonym } from "../pseudonym.ts";
import { describeJson } from "../shared/json-source-view.ts";
import { recognisedBy } from "../shared/recognise.ts";
import { billingOptions } from "./options.ts";
import { type BillingDecoded, readBillingMessage } from "./reader.ts";
import { splitBilling } from "./split.ts";
import { say } from "./terms.ts";

/** JSON could be anything, so doors of connections of the kind "billing" give bodies this media type. */
export const BILLING_CONTENT_TYPE = "application/vnd.suture.billing+json";

const unwritable = () => new EncodingFailure(problemOf("UNSUPPORTED_DOCUMENT", "format", say("not-written")));

/** The document whose flow takes each event. */
const events = {
  "invoice.issued": "CustomerInvoice",
  "invoice.voided": "CustomerInvoice",
  "payment.confirmed": "Payment",
  "payment.refunded": "Payment",
} as const satisfies Record<BillingEvent["type"], DocumentType>;

/** The billing system's events, one in each body: invoices of payers and their payments. They are read, never written. */
export const billing = {
  code: "billing",
  label: "Billing events",
  mediaTypes: [BILLING_CONTENT_TYPE],
  // Connections of the kind "billing" choose CloudEvents for what we send; webhooks imply this one.
  kinds: [],
  versions: [{ code: "1", label: "1" }],
  defaultVersion: "1",
  reads: ["CustomerInvoice", "CustomerInvoiceVoid", "Payment"],
  writes: [],
  messages: Object.entries(events).map(([name, documentType]) => ({ name, documentType, direction: "in" })),
  options: billingOptions,
  rules: [],
  recognises: recognisedBy([BILLING_CONTENT_TYPE]),
  split: splitBilling,
  decode: (bytes: Uint8Array, { pseudonym }: { readonly pseudonym: Pseudonym }): BillingDecoded =>
    readBillingMessage(bytes, pseudonym),
  describe: describeJson,
  encode: () => Promise.reject(unwritable()),
  encodeReply: () => Promise.reject(unwritable()),
} satisfies Format;
