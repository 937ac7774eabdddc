import { readBillingEnvelope } from "../../codecs/billing/read.ts";
import { EncodingFailure, type Format, type Part } from "../format.ts";
import { problemOf } from "../mapping.ts";
import type { Pseudonym } from "../pseudonym.ts";
import { describeJson } from "../shared/json-source-view.ts";
import { type BillingDecoded, decodeBilling } from "./decode.ts";
import { billingOptions } from "./options.ts";

/** JSON alone could be anything: a connection of the kind "billing" puts this on what it takes in. */
export const BILLING_CONTENT_TYPE = "application/vnd.suture.billing+json";

const unwritable = () =>
  new EncodingFailure(
    problemOf("UNSUPPORTED_DOCUMENT", "format", "The billing system's events are read, not written."),
  );

/** The billing system's events, one a body: invoices of payers and their payments. Read only. */
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
  options: billingOptions,
  rules: [],
  recognises: (_bytes: Uint8Array, contentType: string | null): boolean =>
    contentType === BILLING_CONTENT_TYPE,
  /** The event's own id tells deliveries apart where the transport does not, as the broker; a webhook's id goes before it. */
  split(bytes: Uint8Array): readonly Part[] {
    const read = readBillingEnvelope(bytes);
    const whole = { start: 0, end: bytes.length };
    if ("fault" in read) return [{ ...whole, identity: null, unreadable: read.fault }];
    return [{ ...whole, identity: `billing/${read.envelope.id}` }];
  },
  decode: (bytes: Uint8Array, { pseudonym }: { readonly pseudonym: Pseudonym }): BillingDecoded =>
    decodeBilling(bytes, pseudonym),
  describe: describeJson,
  encode: () => Promise.reject(unwritable()),
  encodeReply: () => Promise.reject(unwritable()),
} satisfies Format;
