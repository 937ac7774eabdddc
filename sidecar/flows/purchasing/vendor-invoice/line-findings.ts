import { Decimal } from "decimal.js";
import type { Acceptance, Finding } from "../../flow.ts";
import { asAccepted, isAccepted } from "../../kit/findings.ts";
import { fitsWithoutConversion } from "../../kit/item-units.ts";
import { count, quantityIn, readablePrice, timesUnit, unitPrice } from "../../kit/readable.ts";
import { heldQuantity, type PricePolicy, priceWithin, samePrice, sameStored } from "../../kit/tolerance.ts";
import { convertPrice, roundingOf, type Unit } from "../../kit/units.ts";
import { about, named, priceUnitQuestion } from "../order-line.ts";
import type { PurchaseLine } from "../purchase-order.ts";
import type { MatchedLine } from "./bill-lines.ts";
import { say } from "./terms.ts";

/**
 * Returns findings for order lines whose invoiced quantity exceeds the remaining quantity (the ordered quantity minus the
 * quantity invoiced before), and for lines whose quantity Odoo would round on a bill. For example, 0.004 of a box would become
 * zero each time it is invoiced.
 */
export function quantityFindings(matched: readonly MatchedLine[]): Finding[] {
  return [...new Set(matched.map(({ line }) => line))].flatMap((line) => {
    const same = matched.filter((each) => each.line === line);
    const over = overInvoiced(line, same);
    return over.length > 0 ? over : same.flatMap(tooPrecise);
  });
}

function tooPrecise({ line, unit, invoiced: { quantity } }: MatchedLine): Finding[] {
  if (heldQuantity(new Decimal(quantity.value), unit.step) !== null) return [];
  const text = say("too-precise", {
    ...named(line),
    theirs: { quantity: quantity.value, unit: unit.name },
  });
  const theirs = `${quantity.value} × ${unit.name}`;
  return [{ code: "UNKNOWN_UNIT", ...about(line), field: "quantity", theirs, text }];
}

/**
 * Returns a finding if more of an order line is invoiced than ordered, including earlier bills. Differences due to Odoo's own
 * rounding are tolerated, which means that the bills of a line may exceed the ordered quantity by less than one step. The limit
 * applies to all bills together, because otherwise each bill could exceed the quantity again.
 */
function overInvoiced(line: PurchaseLine, same: readonly MatchedLine[]): Finding[] {
  const quantity = same.reduce((total, each) => total.plus(each.quantity), new Decimal(0));
  const before = line.billed ?? line.invoiced;
  const all = before.plus(quantity);
  if (quantity.lte(0) || all.lte(line.ordered) || sameStored(line.ordered, all, quantityStep(line, same)))
    return [];
  const left = Decimal.max(0, line.ordered.minus(before));
  const text = say("over-invoiced", {
    ...named(line),
    theirs: quantityIn(quantity, line.unit),
    ours: quantityIn(left, line.unit),
    ordered: count(line.ordered),
  });
  const [ours, theirs] = [timesUnit(left, line.unit), timesUnit(quantity, line.unit)];
  return [{ code: "QUANTITY_OVER", ...about(line), field: "quantity", ours, theirs, text }];
}

/** Returns the largest amount by which quantities of an order line and its bills may differ due to rounding alone. */
export function quantityStep(line: PurchaseLine, same: readonly MatchedLine[]): Decimal {
  return Decimal.max(0, ...same.flatMap(({ unit }) => roundings(line, unit)));
}

/**
 * Returns the amounts by which the ordered quantity and the billed quantity may have been rounded, either by Odoo or by a person
 * who entered a bill in the ordered unit. Returns an empty list if the units have the same size.
 */
function roundings({ ordered, billed, unit }: PurchaseLine, theirs: Unit): Decimal[] {
  if (unit.factor.eq(theirs.factor)) return [];
  return [roundingOf(ordered, unit, theirs), billed === null ? unit.step : roundingOf(billed, unit, theirs)];
}

/** The price differences between the invoice and its orders. Only the `blocking` ones prevent the bill. */
export type PriceFindings = {
  readonly blocking: readonly Finding[];
  /** The price differences that are within the tolerance or that a person has accepted. */
  readonly within: readonly Finding[];
};

/**
 * Compares the price of each invoice line with the price of its order line. Differences beyond the tolerance are `blocking`
 * unless a person has accepted them. A price that fits the unit of the order better than the invoiced one becomes a question about
 * the unit, which cannot be accepted.
 */
export function priceDifferences(
  matched: readonly MatchedLine[],
  policy: PricePolicy,
  accepted: readonly Acceptance[],
): PriceFindings {
  const different = matched.filter(
    ({ line, price, quantity }) => !samePrice(line.price, price, quantity.abs()),
  );
  const isWithin = ({ line, price }: MatchedLine) => priceWithin(line.price, price, policy);
  const within = different.filter(isWithin).map(priceFinding);
  const far = different.filter((each) => !isWithin(each));
  const questions = far.filter(isDoubtful).map(unitQuestion);
  const beyond = far.filter((each) => !isDoubtful(each)).map(priceFinding);
  const isTaken = (finding: Finding) => isAccepted(finding, accepted);
  return {
    blocking: [
      ...beyond.filter((finding) => !isTaken(finding)).map((finding) => ({ ...finding, acceptable: true })),
      ...questions,
    ],
    within: [...within, ...beyond.filter(isTaken).map((finding) => asAccepted(finding, accepted))],
  };
}

/** Returns whether the vendor probably invoices our unit with the code of another one: 12.50 per piece for a box at 12.50. */
function isDoubtful(each: MatchedLine): boolean {
  const { line, unit, price, isUnitChosen } = each;
  if (isUnitChosen || unit.factor.eq(line.unit.factor)) return false;
  return fitsWithoutConversion(line.price, statedPrice(each), price);
}

const statedPrice = ({ line, unit, price }: MatchedLine) => convertPrice(price, line.unit, unit);

function unitQuestion(each: MatchedLine): Finding {
  const { line, unit, invoiced } = each;
  const doubt = { unit, code: invoiced.quantity.unit, ids: invoiced.item.ids };
  return priceUnitQuestion(line, statedPrice(each), doubt);
}

function priceFinding({ line, price }: MatchedLine): Finding {
  const text = say("price-differs", {
    ...named(line),
    ours: unitPrice(line.price),
    theirs: unitPrice(price),
  });
  const [ours, theirs] = [readablePrice(line.price), readablePrice(price)];
  return { code: "PRICE_VARIANCE", ...about(line), field: "price", ours, theirs, text };
}
