import { Decimal } from "decimal.js";
import { code, element } from "../../../codecs/x12/navigate.ts";
import type { X12Segment } from "../../../codecs/x12/types.ts";
import type { Charge } from "../../../documents/charge.ts";
import type { InvoiceLine } from "../../../documents/invoice.ts";
import type { Item, Price } from "../../../documents/values.ts";
import type { Findings } from "../../mapping.ts";
import { say } from "../terms.ts";
import { goodsAmount, toCents } from "../values/amounts.ts";
import { chargesIn } from "../values/charges.ts";
import {
  checkCurrency,
  decimalAt,
  descriptionOf,
  itemAt,
  type LinePlace,
  referenceOf,
  unitAt,
} from "../values/elements.ts";
import { invoicedPrice, type StatedPrice } from "../values/prices.ts";

/**
 * Maps the segments of an IT1 loop to an invoice line. If the quantity, unit or price, which a bill requires, is missing, adds a
 * finding, so that the invoice becomes an exception.
 */
export function mapInvoiceLine(
  inLine: readonly X12Segment[],
  index: number,
  currency: string,
  findings: Findings,
): InvoiceLine {
  const it1 = inLine.find(({ id }) => id === "IT1");
  const place = { findings, line: element(it1, 1) ?? String(index + 1) };
  checkCurrency(inLine, currency, place);
  const quantity = required(decimalAt(it1, 2, place), "quantity", place);
  const unit = unitAt(it1, 3, place) ?? missingUnit(it1, place);
  required(decimalAt(it1, 4, place), "price", place);
  const price: StatedPrice = invoicedPrice(it1, unit, place) ?? { amount: "0" };
  const charges = chargesIn(inLine, place);
  const item: Item = it1 === undefined ? { ids: [] } : itemAt(it1, 6, descriptionOf(inLine));
  return {
    id: element(it1, 1),
    orderReference: idOf(item, "x12:PO") ?? referenceOf(inLine, ["PO"]),
    orderLineReference: idOf(item, "x12:PL") ?? referenceOf(inLine, ["LI"]),
    item: withoutOrder(item),
    quantity: { value: quantity, unit: unit ?? "" },
    price: { amount: price.amount, currency, baseQuantity: price.baseQuantity },
    amount: lineAmount(quantity, price, charges),
    charges: charges.length === 0 ? undefined : charges,
  };
}

/** The schemes of numbers whose qualifier (element 235) identifies the order (PO) or the order line (PL) instead of an item. */
const orderSchemes = new Set(["x12:PO", "x12:PL"]);

function withoutOrder(item: Item): Item {
  if (!item.ids.some(({ scheme }) => orderSchemes.has(scheme))) return item;
  return { ...item, ids: item.ids.filter(({ scheme }) => !orderSchemes.has(scheme)) };
}

function idOf({ ids }: Item, scheme: string): string | undefined {
  return ids.find((each) => each.scheme === scheme)?.id;
}

function required(
  value: string | undefined,
  field: "quantity" | "price",
  { findings, line }: LinePlace,
): string {
  if (value === undefined)
    findings.add({ code: "SCHEMA_INVALID", line, field, text: say(`line-without-${field}`, { line }) });
  return value ?? "0";
}

function missingUnit(it1: X12Segment | undefined, { findings, line }: LinePlace): undefined {
  if (code(it1, 3) !== undefined) return undefined;
  return findings.add({
    code: "UNKNOWN_UNIT",
    line,
    field: "unit",
    text: say("line-without-unit", { line }),
  });
}

/**
 * Returns the amount of a line: quantity × price, rounded to the cent, plus the charges and allowances of the line that are not
 * settled separately.
 */
function lineAmount(
  quantity: string,
  { amount, baseQuantity }: Pick<Price, "amount" | "baseQuantity">,
  charges: readonly Charge[],
): string {
  if (charges.length === 0 && baseQuantity === undefined) return goodsAmount(quantity, amount);
  const goods = new Decimal(quantity).times(amount).dividedBy(baseQuantity?.value ?? 1);
  return charges
    .filter(({ apart }) => apart === undefined)
    .reduce((sum, charge) => sum.plus(charge.amount), toCents(goods))
    .toFixed(2);
}
