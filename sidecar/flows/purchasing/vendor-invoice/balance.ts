import { Decimal } from "decimal.js";
import type { Invoice, InvoiceLine } from "../../../documents/invoice.ts";
import type { Finding } from "../../flow.ts";
import { lineDoesNotAddUp, sum, taxTotal, totalDoesNotAddUp } from "../../kit/amounts.ts";

/**
 * Returns a finding for each amount of the invoice that does not add up exactly in its currency: each line must equal quantity ×
 * price plus its own charges, and lines, charges and taxes must equal the total.
 */
export function imbalance(invoice: Invoice, decimals: number): Finding[] {
  const lines = invoice.lines.flatMap((line, index) => lineImbalance(line, index, decimals));
  const added = sum(invoice.lines).plus(sum(invoice.charges)).plus(taxTotal(invoice));
  if (added.eq(invoice.total)) return lines;
  const stated = new Decimal(invoice.total).toFixed(decimals);
  return [...lines, totalDoesNotAddUp(added.toFixed(decimals), stated, invoice.currency)];
}

function lineImbalance(line: InvoiceLine, index: number, decimals: number): Finding[] {
  const goods = new Decimal(line.quantity.value)
    .times(line.price.amount)
    .dividedBy(line.price.baseQuantity?.value ?? 1);
  const ours = goods.toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP).plus(sum(line.charges ?? []));
  if (ours.eq(line.amount)) return [];
  return [lineDoesNotAddUp(line.id ?? String(index + 1), ours.toFixed(decimals), line.amount)];
}
