import { Decimal } from "decimal.js";
import type { CustomerInvoice, CustomerInvoiceLine } from "../../documents/customer-invoice.ts";
import type { Finding } from "../flow.ts";

/** Gives all taxes of the invoice in one amount. */
export function taxTotal(invoice: CustomerInvoice): Decimal {
  return invoice.taxes.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0));
}

/**
 * Gives what keeps the invoice from adding up, to the cent: every line is its quantity × price, the taxes of the lines
 * (where they are stated) are the invoice's, and lines + taxes make the total.
 */
export function imbalance(invoice: CustomerInvoice): Finding[] {
  return [
    ...invoice.lines.flatMap(lineImbalance),
    ...taxImbalance(invoice),
    ...totalImbalance(invoice),
    ...invoice.lines.flatMap((line) => belowCent(line.amount, line.id)),
    ...belowCent(invoice.total),
  ];
}

function lineImbalance({ id, quantity, price, amount }: CustomerInvoiceLine): Finding[] {
  const ours = new Decimal(quantity.value).times(price.amount).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
  if (ours.eq(amount)) return [];
  const text = `Line ${id} comes to ${ours.toFixed(2)}; the invoice says ${amount}.`;
  return [{ code: "OUT_OF_BALANCE", line: id, field: "amount", ours: ours.toFixed(2), theirs: amount, text }];
}

function taxImbalance(invoice: CustomerInvoice): Finding[] {
  if (invoice.lines.every(({ taxAmount }) => taxAmount === undefined)) return [];
  const lines = invoice.lines.reduce((sum, { taxAmount }) => sum.plus(taxAmount ?? 0), new Decimal(0));
  const stated = taxTotal(invoice);
  if (lines.eq(stated)) return [];
  const [ours, theirs] = [lines.toFixed(2), stated.toFixed(2)];
  const text = `The taxes of the lines come to ${ours} ${invoice.currency}; the invoice says ${theirs}.`;
  return [{ code: "OUT_OF_BALANCE", field: "tax", ours, theirs, text }];
}

function totalImbalance(invoice: CustomerInvoice): Finding[] {
  const added = invoice.lines.reduce((sum, { amount }) => sum.plus(amount), taxTotal(invoice));
  if (added.eq(invoice.total)) return [];
  const [ours, theirs] = [added.toFixed(2), invoice.total];
  const text = `Lines and taxes come to ${ours} ${invoice.currency}; the invoice says ${theirs}.`;
  return [{ code: "OUT_OF_BALANCE", field: "total", ours, theirs, text }];
}

/** Part of a cent can be posted nowhere: two lines of half a cent add up, and their entry would not. */
function belowCent(amount: string, line?: string): Finding[] {
  if (new Decimal(amount).decimalPlaces() <= 2) return [];
  const where = line === undefined ? "The total" : `Line ${line}`;
  const text = `${where} of ${amount} has part of a cent.`;
  return [
    {
      code: "OUT_OF_BALANCE",
      ...(line === undefined ? {} : { line }),
      field: "amount",
      theirs: amount,
      text,
    },
  ];
}
