import type { Payment } from "../../../documents/payment.ts";
import { billedInvoiceRead } from "../../billing/billed-invoice.ts";
import type { Flow, FlowInput } from "../../flow.ts";
import { currencyRead } from "../../purchasing/purchase-order-reads.ts";
import { paymentAggregate, refundAggregate } from "./aggregate.ts";
import { planPayment } from "./plan.ts";
import { type PaymentPolicy, paymentPolicy } from "./policy.ts";
import { registeredReads } from "./registered.ts";

/** Money of a payer is registered on its customer invoice, and taken off again when it went back. */
export const payment: Flow<Payment, PaymentPolicy> = {
  code: "payment",
  name: "Payment",
  description:
    "A payer's payment is registered and reconciled with its invoice; a refund opens the invoice again.",
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
