import { Decimal } from "decimal.js";
import { daysAfter } from "../../../documents/days.ts";
import type { Invoice } from "../../../documents/invoice.ts";
import type { Term } from "../../../terms/term.ts";
import { sum } from "../../kit/amounts.ts";
import type { PurchaseOrder } from "../purchase-order.ts";
import { say } from "./terms.ts";

/**
 * The due date of a bill. `day` is null if there is none. If `isEstimate` is true, the date from which the terms are counted is
 * not known yet, so they are counted from the invoice date.
 */
export type DueDate = { readonly day: string | null; readonly isEstimate: boolean };

/**
 * Returns the due date of an invoice. It is the stated date or, if there is none, the stated number of days after the receipt of
 * the goods (the latest receipt for all orders) or of the invoice, which is today. `day` is null if the invoice states neither.
 */
export function dueDate(invoice: Invoice, orders: readonly PurchaseOrder[], today: string): DueDate {
  const { netDays } = invoice;
  if (invoice.dueDate !== undefined || netDays === undefined)
    return { day: invoice.dueDate ?? null, isEstimate: false };
  if (netDays.from === "invoice-receipt") return { day: daysAfter(today, netDays.days), isEstimate: false };
  const receipts = orders.map(({ receivedOn }) => receivedOn);
  const last = receipts.includes(null) ? null : (receipts.toSorted().at(-1) ?? null);
  return { day: daysAfter(last ?? invoice.issueDate, netDays.days), isEstimate: last === null };
}

/**
 * Returns sentences for the accountant about details that the bill does not contain: early payment discounts, payment terms from
 * which no date can be computed, and amounts that are settled separately.
 */
export function remarks(invoice: Invoice, due: DueDate): Term[] {
  return [...discountRemarks(invoice), ...termsRemarks(invoice, due), ...apartRemarks(invoice)];
}

function discountRemarks({ discounts = [], total, currency }: Invoice): Term[] {
  return discounts.map(({ percent, amount, until }) => {
    const off = amount ?? (percent === undefined ? "0" : percentOf(total, percent));
    const values = { amount: { amount: off, currency } };
    if (percent === undefined)
      return until === undefined
        ? say("discount-amount", values)
        : say("discount-amount-until", { ...values, date: { date: until } });
    const rate = { ...values, percent: { amount: new Decimal(percent).toFixed() } };
    return until === undefined
      ? say("discount-percent", rate)
      : say("discount-percent-until", { ...rate, date: { date: until } });
  });
}

function percentOf(total: string, percent: string): string {
  return new Decimal(total).times(percent).dividedBy(100).toFixed(2);
}

function termsRemarks({ paymentTerms }: Invoice, { day, isEstimate }: DueDate): Term[] {
  if (paymentTerms === undefined) return [];
  return [
    say("payment-terms", { terms: paymentTerms }),
    ...(isEstimate ? [say("due-date-is-estimate")] : []),
    ...(day === null ? [say("due-date-by-hand")] : []),
  ];
}

function apartRemarks({ charges, lines, taxes, currency }: Invoice): Term[] {
  const apart = [...charges, ...lines.flatMap((line) => line.charges ?? [])].filter(
    (charge) => charge.apart !== undefined,
  );
  const named = apart.map(({ amount, code, description }) =>
    description === undefined
      ? say("charge-code-apart", { amount: { amount, currency }, charge: code })
      : say("charge-apart", { amount: { amount, currency }, charge: description }),
  );
  const taxed = taxes.filter((tax) => tax.apart !== undefined).map(({ amount }) => ({ amount }));
  return [
    ...(named.length === 0 ? [] : [say("not-on-bill", { charges: { all: named } })]),
    ...(taxed.length === 0
      ? []
      : [say("tax-apart", { amount: { amount: sum(taxed).toFixed(2), currency } })]),
  ];
}
