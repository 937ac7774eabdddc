import { Decimal } from "decimal.js";
import type { CustomerInvoice, CustomerInvoiceLine } from "../../../documents/customer-invoice.ts";
import type { Finding } from "../../flow.ts";
import { partOfCent } from "../../kit/cents.ts";

/** Gives all taxes of the invoice in one amount. */
export function taxTotal(invoice: CustomerInvoice): Decimal {
  return invoice.taxes.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0));
}

/**
 * Gives what keeps the invoice from adding up, to the cent (of a currency with so many decimals): every line is its
 * quantity × price, the taxes of the lines (where they are stated) are the invoice's, lines + taxes make the total, and
 * nothing of it has part of a cent.
 */
export function imbalance(invoice: CustomerInvoice, decimals: number): Finding[] {
  return [
    ...invoice.lines.flatMap((line) => lineImbalance(line, decimals)),
    ...taxImbalance(invoice, decimals),
    ...totalImbalance(invoice, decimals),
    ...fractions(invoice, decimals),
  ];
}

function lineImbalance({ id, quantity, price, amount }: CustomerInvoiceLine, decimals: number): Finding[] {
  const goods = new Decimal(quantity.value).times(price.amount);
  const rounded = goods.toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP);
  if (rounded.eq(amount)) return [];
  const ours = rounded.toFixed(decimals);
  const text = `Line ${id} comes to ${ours}; the invoice says ${amount}.`;
  return [{ code: "OUT_OF_BALANCE", line: id, field: "amount", ours, theirs: amount, text }];
}

function taxImbalance(invoice: CustomerInvoice, decimals: number): Finding[] {
  if (invoice.lines.every(({ taxAmount }) => taxAmount === undefined)) return [];
  const lines = invoice.lines.reduce((sum, { taxAmount }) => sum.plus(taxAmount ?? 0), new Decimal(0));
  const stated = taxTotal(invoice);
  if (lines.eq(stated)) return [];
  const [ours, theirs] = [lines.toFixed(decimals), stated.toFixed(decimals)];
  const text = `The taxes of the lines come to ${ours} ${invoice.currency}; the invoice says ${theirs}.`;
  return [{ code: "OUT_OF_BALANCE", field: "tax", ours, theirs, text }];
}

function totalImbalance(invoice: CustomerInvoice, decimals: number): Finding[] {
  const added = invoice.lines.reduce((sum, { amount }) => sum.plus(amount), taxTotal(invoice));
  if (added.eq(invoice.total)) return [];
  const [ours, theirs] = [added.toFixed(decimals), invoice.total];
  const text = `Lines and taxes come to ${ours} ${invoice.currency}; the invoice says ${theirs}.`;
  return [{ code: "OUT_OF_BALANCE", field: "total", ours, theirs, text }];
}

function fractions({ lines, taxes, total }: CustomerInvoice, decimals: number): Finding[] {
  return [
    ...lines.flatMap(({ id, amount, taxAmount = "0" }) => [
      ...partOfCent(`Line ${id}`, amount, decimals, { line: id }),
      ...partOfCent(`The tax of line ${id}`, taxAmount, decimals, { line: id, field: "tax" }),
    ]),
    ...taxes.flatMap(({ amount }) => partOfCent("The tax", amount, decimals, { field: "tax" })),
    ...partOfCent("The total", total, decimals),
  ];
}
