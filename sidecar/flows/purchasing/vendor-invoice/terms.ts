import { Decimal } from "decimal.js";
import { daysAfter } from "../../../documents/days.ts";
import type { Invoice } from "../../../documents/invoice.ts";
import type { PurchaseOrder } from "../purchase-order.ts";
import { sum } from "./balance.ts";

/** When a bill is due; `isEstimate`: the day that its terms count from has not come, and the invoice's own stands for it. */
export type DueDate = { readonly day: string | null; readonly isEstimate: boolean };

/**
 * Returns when an invoice is due: the day that it states, else so many days from the receipt of the goods (of the order
 * that came last) or of the invoice, which is today. Null: it says nothing that names a day.
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
 * Returns what an accountant should know of an invoice that no line of the bill says, a sentence each: discounts for
 * paying early, payment terms that name no day, and amounts that are settled apart.
 */
export function remarks(invoice: Invoice, due: DueDate): string[] {
  return [...discountRemarks(invoice), ...termsRemarks(invoice, due), ...apartRemarks(invoice)];
}

function discountRemarks({ discounts = [], total, currency }: Invoice): string[] {
  return discounts.map(({ percent, amount, until }) => {
    const rate = percent === undefined ? "" : `${new Decimal(percent).toFixed()} % `;
    const off = amount ?? (percent === undefined ? null : percentOf(total, percent));
    const when = until === undefined ? "for paying early" : `for paying by ${until}`;
    return `Discount of ${rate}(${off} ${currency}) ${when}.`;
  });
}

function percentOf(total: string, percent: string): string {
  return new Decimal(total).times(percent).dividedBy(100).toFixed(2);
}

function termsRemarks({ paymentTerms }: Invoice, { day, isEstimate }: DueDate): string[] {
  if (paymentTerms === undefined) return [];
  const estimate =
    "Nothing is received yet: the due date counts from the invoice's date. Correct it when the goods are there.";
  const byHand = "They name no day: set the due date by hand.";
  return [
    `Payment terms: ${paymentTerms}.`,
    ...(isEstimate ? [estimate] : []),
    ...(day === null ? [byHand] : []),
  ];
}

function apartRemarks({ charges, lines, taxes, currency }: Invoice): string[] {
  const all = [...charges, ...lines.flatMap((line) => line.charges ?? [])];
  const named = all.flatMap(({ apart, amount, code, description }) =>
    apart === undefined ? [] : [`${amount} ${currency} ${description ?? `charge ${code}`}`],
  );
  const taxed = taxes.filter(({ apart }) => apart !== undefined).map(({ amount }) => ({ amount }));
  return [
    ...(named.length === 0 ? [] : [`Settled apart from this bill: ${named.join(", ")}.`]),
    ...(taxed.length === 0
      ? []
      : [`Tax in the prices, or for information: ${sum(taxed).toFixed(2)} ${currency}.`]),
  ];
}
