import { Decimal } from "decimal.js";
import type { Invoice, InvoiceLine } from "../../../documents/invoice.ts";
import type { Finding } from "../../flow.ts";

/** Gives the sum of amounts, without those that are settled apart. */
export function sum(
  amounts: readonly { readonly amount: string; readonly apart?: true | undefined }[],
): Decimal {
  const counted = amounts.filter(({ apart }) => apart === undefined);
  return counted.reduce((total, { amount }) => total.plus(amount), new Decimal(0));
}

/** Gives all taxes of the invoice in one amount. */
export function taxTotal(invoice: Invoice): Decimal {
  return sum(invoice.taxes);
}

/**
 * Gives what keeps the invoice from adding up, to the cent (of a currency with so many decimals): every line's amount is its quantity × price with its own
 * charges, and lines + charges + taxes make the total.
 */
export function imbalance(invoice: Invoice, decimals: number): Finding[] {
  const lines = invoice.lines.flatMap((line, index) => lineImbalance(line, index, decimals));
  const added = sum(invoice.lines).plus(sum(invoice.charges)).plus(taxTotal(invoice));
  if (added.eq(invoice.total)) return lines;
  const [ours, theirs] = [added.toFixed(decimals), new Decimal(invoice.total).toFixed(decimals)];
  const text = `Lines, charges and taxes come to ${ours} ${invoice.currency}; the invoice says ${theirs}.`;
  return [...lines, { code: "OUT_OF_BALANCE", field: "total", ours, theirs, text }];
}

function lineImbalance(line: InvoiceLine, index: number, decimals: number): Finding[] {
  const goods = new Decimal(line.quantity.value)
    .times(line.price.amount)
    .dividedBy(line.price.baseQuantity?.value ?? 1);
  const ours = goods.toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP).plus(sum(line.charges ?? []));
  if (ours.eq(line.amount)) return [];
  const label = line.id ?? String(index + 1);
  const text = `Line ${label} comes to ${ours.toFixed(decimals)}; the invoice says ${line.amount}.`;
  return [
    {
      code: "OUT_OF_BALANCE",
      line: label,
      field: "amount",
      ours: ours.toFixed(decimals),
      theirs: line.amount,
      text,
    },
  ];
}
