import { Decimal } from "decimal.js";
import type { Payment } from "../../../documents/payment.ts";
import {
  type BilledInvoice,
  invoiceGuards,
  invoiceLink,
  readableAmount,
} from "../../billing/billed-invoice.ts";
import type { Finding, Plan, PlanContext, Snapshot } from "../../flow.ts";
import { decimalsOf } from "../../kit/cents.ts";
import { forPerson } from "../../kit/findings.ts";
import { waitBehind } from "../../kit/waiting.ts";
import { paymentAggregate } from "./aggregate.ts";
import { moneyArguments } from "./money-arguments.ts";
import type { PaymentPolicy } from "./policy.ts";
import { paymentLink, type Registered, readRegistered } from "./registered.ts";
import { inCurrency } from "./repeated.ts";

/** Decides what becomes of a refund that is not registered yet: it waits for its payment, and takes from it. */
export function planRefund(
  document: Payment,
  invoice: BilledInvoice,
  snapshot: Snapshot,
  { connection, policy }: PlanContext<PaymentPolicy>,
): Plan {
  const [payment] = readRegistered(snapshot, "refunded");
  if (payment === undefined) {
    const paid = document.paymentReference ?? "";
    const text = `Payment ${paid}, which ${document.id} gives back, is not here yet.`;
    return waitBehind(paymentAggregate(connection, paid), text, policy);
  }
  const misfit = misfitOf(document, payment, invoice, snapshot);
  if (misfit !== null) return forPerson([misfit], [invoiceLink(invoice), paymentLink(payment)]);
  const amount = readableAmount(document.amount, document.currency, decimalsOf(snapshot, document.currency));
  const open = invoice.reversed ? "" : " The invoice is open again by it.";
  return {
    operations: [
      {
        op: "do",
        verb: "refund_payment",
        ref: "refund",
        arguments: { payment_id: payment.id, invoice_id: invoice.id, ...moneyArguments(document, policy) },
      },
    ],
    guards: invoiceGuards(invoice),
    links: [invoiceLink(invoice), { ref: "refund" }, paymentLink(payment)],
    note: `Refund ${document.id} of ${amount} from payment ${document.paymentReference} registered (${document.method}, ${document.date}).${open}`,
  };
}

function misfitOf(
  document: Payment,
  payment: Registered,
  invoice: BilledInvoice,
  snapshot: Snapshot,
): Finding | null {
  const stands =
    payment.stands && payment.invoiceIds.includes(invoice.id) && inCurrency(payment.currencyId, snapshot);
  if (!stands) {
    const text = `Payment ${document.paymentReference} (${payment.name}) does not stand on invoice ${document.invoiceReference} in ${document.currency}: ${document.id} cannot be taken from it.`;
    return { code: "INVOICE_UNMATCHED", field: "payment", ours: payment.name, theirs: document.id, text };
  }
  const before = readRegistered(snapshot, "refunds").filter((refund) => refund.stands);
  const left = before.reduce((sum, refund) => sum.minus(refund.amount), payment.amount);
  if (new Decimal(document.amount).lte(left)) return null;
  const decimals = decimalsOf(snapshot, document.currency);
  const [ours, theirs] = [left.toFixed(decimals), new Decimal(document.amount).toFixed(decimals)];
  const text = `Refund ${document.id} is over ${theirs} ${document.currency}; ${ours} of payment ${document.paymentReference} are left.`;
  return { code: "PAYMENT_OVER", field: "amount", ours, theirs, text };
}
