import { Decimal } from "decimal.js";
import type { Invoice } from "../../documents/invoice.ts";
import { sum } from "./balance.ts";

/**
 * Returns what an accountant should know of an invoice that no line of the bill says, a sentence each: discounts for
 * paying early, payment terms that name no day, and amounts that are settled apart.
 */
export function remarks(invoice: Invoice): string[] {
  return [...discountRemarks(invoice), ...termsRemarks(invoice), ...apartRemarks(invoice)];
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

function termsRemarks({ paymentTerms }: Invoice): string[] {
  return paymentTerms === undefined ? [] : [`Payment terms: ${paymentTerms}.`];
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
