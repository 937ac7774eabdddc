import { Decimal } from "decimal.js";
import type { Payment } from "../../../documents/payment.ts";
import {
  type BilledInvoice,
  customerInvoiceAggregate,
  invoiceGuards,
  invoiceLink,
  readableAmount,
  readBilledInvoice,
} from "../../billing/billed-invoice.ts";
import type { Finding, Plan, PlanContext, Snapshot } from "../../flow.ts";
import { decimalsOf, partOfCent } from "../../kit/cents.ts";
import { forPerson } from "../../kit/findings.ts";
import { waitBehind } from "../../kit/waiting.ts";
import { moneyArguments } from "./money-arguments.ts";
import type { PaymentPolicy } from "./policy.ts";
import { planRefund } from "./refund.ts";
import { readRegistered } from "./registered.ts";
import { inCurrency, planRepeated } from "./repeated.ts";

type Context = PlanContext<PaymentPolicy>;

/**
 * Decides what becomes of money that came in or went back. Asked in this order: is the amount one that can
 * be paid, is it registered already, is its invoice here, does it fit the invoice.
 */
export function planPayment(document: Payment, snapshot: Snapshot, context: Context): Plan {
  const invoice = readBilledInvoice(snapshot);
  const fraction = fractionOf(document, snapshot);
  if (fraction !== undefined) return forPerson([fraction], invoice ? [invoiceLink(invoice)] : [], askSender);
  const [known] = readRegistered(snapshot, "registered");
  if (known !== undefined) return planRepeated(document, known, invoice, snapshot);
  if (invoice === null) return waitForInvoice(document, context);
  const misfit = misfitOf(document, invoice, snapshot);
  if (misfit !== null) return forPerson([misfit], [invoiceLink(invoice)]);
  return document.kind === "refund"
    ? planRefund(document, invoice, snapshot, context)
    : planReceipt(document, invoice, snapshot, context);
}

const askSender = "Ask the sender for the amount that was paid, to the cent; nothing was posted.";

function fractionOf({ kind, id, amount, currency }: Payment, snapshot: Snapshot): Finding | undefined {
  const what = kind === "payment" ? "Payment" : "Refund";
  return partOfCent(`${what} ${id}`, amount, decimalsOf(snapshot, currency))[0];
}

function waitForInvoice(document: Payment, { connection, policy }: Context): Plan {
  const text = `Invoice ${document.invoiceReference}, which ${document.id} is for, is not here yet.`;
  return waitBehind(customerInvoiceAggregate(connection, document.invoiceReference), text, policy);
}

function misfitOf(document: Payment, invoice: BilledInvoice, snapshot: Snapshot): Finding | null {
  if (invoice.state !== "posted") {
    const text = `${invoice.name} is not posted in Odoo: no payment can be registered on it.`;
    return { code: "INVOICE_UNMATCHED", field: "state", ours: invoice.state, text };
  }
  if (!inCurrency(invoice.currencyId, snapshot)) {
    const text = `${document.id} is in ${document.currency}, which is not the currency of ${invoice.name}.`;
    return { code: "INVOICE_UNMATCHED", field: "currency", theirs: document.currency, text };
  }
  return null;
}

function planReceipt(
  document: Payment,
  invoice: BilledInvoice,
  snapshot: Snapshot,
  { policy }: Context,
): Plan {
  const decimals = decimalsOf(snapshot, document.currency);
  const amount = new Decimal(document.amount);
  const over = amount.gt(invoice.open);
  const short = amount.lt(invoice.open);
  if (over || (short && !policy.accept_partial_payments)) {
    return forPerson([amountFinding(document, invoice, decimals, over)], [invoiceLink(invoice)]);
  }
  const left = invoice.open.minus(amount);
  const rest = left.isZero() ? "" : ` ${left.toFixed(decimals)} stay open.`;
  return {
    operations: [
      {
        op: "do",
        verb: "register_payment",
        ref: "payment",
        arguments: { invoice_id: invoice.id, ...moneyArguments(document, policy) },
      },
    ],
    guards: invoiceGuards(invoice),
    links: [invoiceLink(invoice), { ref: "payment" }],
    note: `Payment ${document.id} of ${readableAmount(amount, document.currency, decimals)} registered (${document.method}, ${document.date}).${rest}`,
  };
}

function amountFinding(document: Payment, invoice: BilledInvoice, decimals: number, over: boolean): Finding {
  const [ours, theirs] = [invoice.open.toFixed(decimals), new Decimal(document.amount).toFixed(decimals)];
  const text = `Payment ${document.id} is over ${theirs} ${document.currency}; ${ours} of invoice ${document.invoiceReference} are open.`;
  return { code: over ? "PAYMENT_OVER" : "PAYMENT_SHORT", field: "amount", ours, theirs, text };
}
