import { Decimal } from "decimal.js";
import type { Payment } from "../../../documents/payment.ts";
import type { Finding, Plan, PlanContext, Snapshot } from "../../flow.ts";
import { tooManyDecimals } from "../../kit/amounts.ts";
import {
  type BilledInvoice,
  customerInvoiceAggregate,
  invoiceGuards,
  invoiceLink,
  readBilledInvoice,
} from "../../kit/billed-invoice.ts";
import { decimalsOf, inCurrency } from "../../kit/currencies.ts";
import { exceptionPlan } from "../../kit/findings.ts";
import { money } from "../../kit/readable.ts";
import { waitBehind } from "../../kit/waiting.ts";
import { moneyArguments } from "./money-arguments.ts";
import type { PaymentPolicy } from "./policy.ts";
import { planRefund } from "./refund.ts";
import { readRegistered } from "./registered.ts";
import { planRepeated } from "./repeated.ts";
import { say } from "./terms.ts";

type Context = PlanContext<PaymentPolicy>;

/**
 * Plans a payment or a refund. Checks in this order: whether the amount can be posted, whether it is already registered, whether
 * its invoice exists in Odoo, and whether it matches the invoice.
 */
export function planPayment(document: Payment, snapshot: Snapshot, context: Context): Plan {
  const invoice = readBilledInvoice(snapshot);
  const fraction = fractionOf(document, snapshot);
  if (fraction !== undefined)
    return exceptionPlan([fraction], invoice ? [invoiceLink(invoice)] : [], say("suggest-exact-amount"));
  const [known] = readRegistered(snapshot, "registered");
  if (known !== undefined) return planRepeated(document, known, invoice, snapshot);
  if (invoice === null) return waitForInvoice(document, context);
  const misfit = misfitOf(document, invoice, snapshot);
  if (misfit !== null) return exceptionPlan([misfit], [invoiceLink(invoice)]);
  return document.kind === "refund"
    ? planRefund(document, invoice, snapshot, context)
    : planReceipt(document, invoice, snapshot, context);
}

function fractionOf({ kind, id, amount, currency }: Payment, snapshot: Snapshot): Finding | undefined {
  return tooManyDecimals(say(kind, { number: id }), amount, decimalsOf(snapshot, currency))[0];
}

function waitForInvoice(document: Payment, { connection, policy }: Context): Plan {
  const text = say("invoice-missing", { invoice: document.invoiceReference, number: document.id });
  return waitBehind(customerInvoiceAggregate(connection, document.invoiceReference), text, policy);
}

function misfitOf(document: Payment, invoice: BilledInvoice, snapshot: Snapshot): Finding | null {
  if (invoice.state !== "posted") {
    const text = say("invoice-not-posted", { invoice: invoice.name });
    return { code: "INVOICE_UNMATCHED", field: "state", ours: invoice.state, text };
  }
  if (!inCurrency(invoice.currencyId, snapshot)) {
    const { id: number, currency } = document;
    const text = say("other-currency", { number, currency, invoice: invoice.name });
    return { code: "INVOICE_UNMATCHED", field: "currency", theirs: currency, text };
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
    return exceptionPlan([amountFinding(document, invoice, decimals, over)], [invoiceLink(invoice)]);
  }
  const left = invoice.open.minus(amount);
  const values = {
    number: document.id,
    amount: money(amount, document.currency, decimals),
    method: document.method,
    date: { date: document.date },
  };
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
    note: left.isZero()
      ? say("registered", values)
      : say("registered-in-part", { ...values, left: money(left, document.currency, decimals) }),
  };
}

function amountFinding(document: Payment, invoice: BilledInvoice, decimals: number, over: boolean): Finding {
  const [ours, theirs] = [invoice.open.toFixed(decimals), new Decimal(document.amount).toFixed(decimals)];
  const { currency } = document;
  const text = say(over ? "amount-over" : "amount-short", {
    number: document.id,
    theirs: { amount: theirs, currency },
    ours: { amount: ours, currency },
    invoice: document.invoiceReference,
  });
  return { code: over ? "PAYMENT_OVER" : "PAYMENT_SHORT", field: "amount", ours, theirs, text };
}
