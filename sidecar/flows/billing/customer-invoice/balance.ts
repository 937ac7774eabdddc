import { Decimal } from "decimal.js";
import type { CustomerInvoice, CustomerInvoiceLine } from "../../../documents/customer-invoice.ts";
import type { Finding } from "../../flow.ts";
import { lineDoesNotAddUp, sum, taxTotal, tooManyDecimals, totalDoesNotAddUp } from "../../kit/amounts.ts";
import { say as sayOfFlows } from "../../kit/terms.ts";
import { say } from "./terms.ts";

/**
 * Returns a finding for each amount of the invoice that does not add up exactly in its currency: each line must equal quantity ×
 * price, the line taxes (if stated) must equal the invoice taxes, lines and taxes must equal the total, and no amount may have
 * more decimals than the currency.
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
  return rounded.eq(amount) ? [] : [lineDoesNotAddUp(id, rounded.toFixed(decimals), amount)];
}

function taxImbalance(invoice: CustomerInvoice, decimals: number): Finding[] {
  if (invoice.lines.every(({ taxAmount }) => taxAmount === undefined)) return [];
  const lines = sum(invoice.lines.map(({ taxAmount = "0" }) => ({ amount: taxAmount })));
  const stated = taxTotal(invoice);
  if (lines.eq(stated)) return [];
  const { currency } = invoice;
  const [ours, theirs] = [lines.toFixed(decimals), stated.toFixed(decimals)];
  const text = say("taxes-do-not-add-up", {
    ours: { amount: ours, currency },
    theirs: { amount: theirs, currency },
  });
  return [{ code: "OUT_OF_BALANCE", field: "tax", ours, theirs, text }];
}

function totalImbalance(invoice: CustomerInvoice, decimals: number): Finding[] {
  const added = sum(invoice.lines).plus(taxTotal(invoice));
  if (added.eq(invoice.total)) return [];
  return [totalDoesNotAddUp(added.toFixed(decimals), invoice.total, invoice.currency)];
}

function fractions({ lines, taxes, total }: CustomerInvoice, decimals: number): Finding[] {
  return [
    ...lines.flatMap(({ id: line, amount, taxAmount = "0" }) => [
      ...tooManyDecimals(sayOfFlows("amount-of-line", { line }), amount, decimals, { line }),
      ...tooManyDecimals(sayOfFlows("tax-of-line", { line }), taxAmount, decimals, { line, field: "tax" }),
    ]),
    ...taxes.flatMap(({ amount }) => tooManyDecimals(sayOfFlows("tax"), amount, decimals, { field: "tax" })),
    ...tooManyDecimals(sayOfFlows("total"), total, decimals),
  ];
}
