import { Decimal } from "decimal.js";
import { code, element } from "../../../codecs/x12/navigate.ts";
import type { X12Loop, X12Segment } from "../../../codecs/x12/types.ts";
import type { Charge } from "../../../documents/charge.ts";
import type { InvoiceLine } from "../../../documents/invoice.ts";
import type { Price } from "../../../documents/values.ts";
import type { Findings } from "../../mapping.ts";
import { say } from "../terms.ts";
import { toCents } from "../values/amounts.ts";
import { chargesIn } from "../values/charges.ts";
import {
  checkCurrency,
  decimalAt,
  descriptionOf,
  flatten,
  itemAt,
  type LinePlace,
  referenceOf,
  unitAt,
} from "../values/elements.ts";
import { invoicedPrice, type StatedPrice } from "../values/prices.ts";

/**
 * Maps an IT1 loop to an invoice line. A bill requires quantity, unit and price: a missing one is reported as a finding, and the
 * schema of the document rejects the line.
 */
export function mapInvoiceLine(
  loop: X12Loop,
  index: number,
  currency: string,
  findings: Findings,
): InvoiceLine {
  const inLine = flatten(loop, ["SLN"]);
  const it1 = inLine.find(({ id }) => id === "IT1");
  const place = { findings, line: element(it1, 1) ?? String(index + 1) };
  checkCurrency(inLine, currency, place);
  const quantity = required(decimalAt(it1, 2, place), "quantity", place);
  const unit = unitAt(it1, 3, place) ?? missingUnit(it1, place);
  required(decimalAt(it1, 4, place), "price", place);
  const price: StatedPrice = invoicedPrice(it1, unit, place) ?? { amount: "0" };
  const charges = chargesIn(inLine, place);
  const item = it1 === undefined ? { ids: [] } : itemAt(it1, 6, descriptionOf(inLine));
  return {
    ...named("id", element(it1, 1)),
    ...named("orderReference", pairedOrderNumber(it1) ?? referenceOf(inLine, ["PO"])),
    ...named("orderLineReference", pairedLineNumber(it1) ?? referenceOf(inLine, ["LI"])),
    item: { ...item, ids: item.ids.filter(({ scheme }) => !orderSchemes.has(scheme)) },
    quantity: { value: quantity, unit: unit ?? "" },
    price: { ...price, currency },
    amount: lineAmount(quantity, price, charges),
    ...(charges.length === 0 ? {} : { charges }),
  };
}

/** Qualifiers of element 235 that identify the order (PO) or the order line (PL), not an item. */
const orderSchemes = new Set(["x12:PO", "x12:PL"]);

const pairedOrderNumber = (it1: X12Segment | undefined) => paired(it1, "x12:PO");
const pairedLineNumber = (it1: X12Segment | undefined) => paired(it1, "x12:PL");

function paired(it1: X12Segment | undefined, scheme: string): string | undefined {
  return it1 === undefined ? undefined : itemAt(it1, 6).ids.find((each) => each.scheme === scheme)?.id;
}

function named<Key extends string>(key: Key, value: string | undefined): { [K in Key]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]: string });
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
 * Returns the amount of a line: quantity × price, rounded to the cent, plus its own charges and allowances, except those settled
 * separately.
 */
function lineAmount(
  quantity: string,
  { amount, baseQuantity }: Pick<Price, "amount" | "baseQuantity">,
  charges: readonly Charge[],
): string {
  const goods = new Decimal(quantity).times(amount).dividedBy(baseQuantity?.value ?? 1);
  return charges
    .filter(({ apart }) => apart === undefined)
    .reduce((sum, charge) => sum.plus(charge.amount), toCents(goods))
    .toFixed(2);
}
