import type { Payment } from "../../../documents/payment.ts";
import type { Flow, FlowInput } from "../../flow.ts";
import { billedInvoiceRead } from "../../kit/billed-invoice.ts";
import { currencyRead } from "../../kit/currencies.ts";
import { paymentAggregate, refundAggregate } from "./aggregate.ts";
import { planPayment } from "./plan.ts";
import { type PaymentPolicy, paymentPolicy } from "./policy.ts";
import { registeredReads } from "./registered.ts";

/** Registers payments on their customer invoices in Odoo, and refunds of such payments. */
export const payment: Flow<Payment, PaymentPolicy> = {
  code: "payment",
  name: "Payment",
  description:
    "Registers a payer's payment and reconciles it with its invoice. A refund reopens the invoice.",
  kinds: ["billing"],
  version: 1,
  direction: "inbound",
  documentType: "Payment",
  owner: "Accounts receivable",
  systemOfRecord: "partner",
  timing: "real-time",
  lane: "standard",
  serviceLevelSeconds: 300,
  sensitivity: "financial",
  retentionDays: 3650,
  policy: paymentPolicy,
  accepts: (input: FlowInput): input is Payment => input.type === "Payment",
  aggregate: ({ kind, id }, connection) =>
    kind === "payment" ? paymentAggregate(connection, id) : refundAggregate(connection, id),
  documentNumber: ({ id }) => id,
  reads: (document, connection) => ({
    ...registeredReads(document, connection),
    invoices: billedInvoiceRead(document.invoiceReference, connection),
    currencies: currencyRead(document.currency),
  }),
  plan: planPayment,
};
