import { Decimal } from "decimal.js";
import type { Payment } from "../../../documents/payment.ts";
import type { Finding, Plan, PlanContext, Snapshot } from "../../flow.ts";
import { type BilledInvoice, invoiceGuards, invoiceLink } from "../../kit/billed-invoice.ts";
import { decimalsOf, inCurrency } from "../../kit/currencies.ts";
import { exceptionPlan } from "../../kit/findings.ts";
import { money } from "../../kit/readable.ts";
import { waitBehind } from "../../kit/waiting.ts";
import { paymentAggregate } from "./aggregate.ts";
import { moneyArguments } from "./money-arguments.ts";
import type { PaymentPolicy } from "./policy.ts";
import { paymentLink, type Registered, readRegistered } from "./registered.ts";
import { say } from "./terms.ts";

/**
 * Plans a refund that is not registered yet. The refund waits if the payment has not arrived, and becomes an exception if the
 * payment does not belong to the invoice, or if the refund is higher than what remains of the payment.
 */
export function planRefund(
  document: Payment,
  invoice: BilledInvoice,
  snapshot: Snapshot,
  { connection, policy }: PlanContext<PaymentPolicy>,
): Plan {
  const [payment] = readRegistered(snapshot, "refunded");
  if (payment === undefined) {
    const paid = document.paymentReference ?? "";
    const text = say("payment-missing", { payment: paid, number: document.id });
    return waitBehind(paymentAggregate(connection, paid), text, policy);
  }
  const misfit = misfitOf(document, payment, invoice, snapshot);
  if (misfit !== null) return exceptionPlan([misfit], [invoiceLink(invoice), paymentLink(payment)]);
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
    note: say(invoice.reversed ? "refunded" : "refunded-and-reopened", {
      number: document.id,
      amount: money(document.amount, document.currency, decimalsOf(snapshot, document.currency)),
      payment: document.paymentReference ?? "",
      method: document.method,
      date: { date: document.date },
    }),
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
    const text = say("payment-not-on-invoice", {
      payment: document.paymentReference ?? "",
      registered: payment.name,
      invoice: document.invoiceReference,
      currency: document.currency,
      number: document.id,
    });
    return { code: "INVOICE_UNMATCHED", field: "payment", ...named(payment), theirs: document.id, text };
  }
  const before = readRegistered(snapshot, "refunds").filter((refund) => refund.stands);
  const left = before.reduce((sum, refund) => sum.minus(refund.amount), payment.amount);
  if (new Decimal(document.amount).lte(left)) return null;
  const decimals = decimalsOf(snapshot, document.currency);
  const [ours, theirs] = [left.toFixed(decimals), new Decimal(document.amount).toFixed(decimals)];
  const text = say("refund-over", {
    number: document.id,
    theirs: { amount: theirs, currency: document.currency },
    ours: { amount: ours, currency: document.currency },
    payment: document.paymentReference ?? "",
  });
  return { code: "PAYMENT_OVER", field: "amount", ours, theirs, text };
}

/** Returns the payment's name in Odoo as our value in a finding, or an empty object if it has no name yet. */
function named({ name }: Registered): Pick<Finding, "ours"> {
  return typeof name === "string" ? { ours: name } : {};
}
