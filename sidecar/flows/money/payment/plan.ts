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
import { asDecided, exceptionPlan } from "../../kit/findings.ts";
import { money } from "../../kit/readable.ts";
import { waitBehind } from "../../kit/waiting.ts";
import { moneyArguments } from "./money-arguments.ts";
import type { PaymentPolicy } from "./policy.ts";
import { planRefund } from "./refund.ts";
import { readRegistered } from "./registered.ts";
import { planRepeated } from "./repeated.ts";
import { decidedRest, type Rest, restChoices } from "./short-payment.ts";
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
  { policy, accepted = [] }: Context,
): Plan {
  const decimals = decimalsOf(snapshot, document.currency);
  const amount = new Decimal(document.amount);
  const left = invoice.open.minus(amount);
  if (left.isNegative())
    return exceptionPlan([amountFinding(document, invoice, decimals, true)], [invoiceLink(invoice)]);
  if (left.isZero()) return receipt(document, invoice, snapshot, policy, null);
  const short = amountFinding(document, invoice, decimals, false);
  const rest = decidedRest(short, left, policy, accepted);
  if (rest !== null) return receipt(document, invoice, snapshot, policy, rest, short);
  return policy.accept_partial_payments
    ? receipt(document, invoice, snapshot, policy, { code: "keep-open" })
    : exceptionPlan([{ ...short, choices: restChoices(left, policy) }], [invoiceLink(invoice)]);
}

/** Returns the plan that registers the payment. `rest` is what becomes of the rest of the invoice, or null if there is none. */
function receipt(
  document: Payment,
  invoice: BilledInvoice,
  snapshot: Snapshot,
  policy: PaymentPolicy,
  rest: Rest | null,
  decided?: Finding,
): Plan {
  const decimals = decimalsOf(snapshot, document.currency);
  const left = invoice.open.minus(document.amount);
  const values = {
    number: document.id,
    amount: money(document.amount, document.currency, decimals),
    method: document.method,
    date: { date: document.date },
  };
  const text = rest === null ? "registered" : notes[rest.code];
  const difference =
    rest === null || rest.code === "keep-open"
      ? {}
      : { difference: { amount: left.toFixed(decimals), account_id: rest.accountId, name: say(rest.code) } };
  const note =
    text === "registered"
      ? say(text, values)
      : say(text, { ...values, left: money(left, document.currency, decimals) });
  return {
    operations: [
      {
        op: "do",
        verb: "register_payment",
        ref: "payment",
        arguments: { invoice_id: invoice.id, ...moneyArguments(document, policy), ...difference },
      },
    ],
    guards: invoiceGuards(invoice),
    links: [invoiceLink(invoice), { ref: "payment" }],
    note,
    ...(decided && { changes: [asDecided(decided, note)] }),
  };
}

/** The note on a payment that is lower than the open amount, by what becomes of the rest. */
const notes = {
  "keep-open": "registered-in-part",
  "write-off": "registered-and-written-off",
  deduct: "registered-and-deducted",
} as const;

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
