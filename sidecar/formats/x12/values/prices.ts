import { Decimal } from "decimal.js";
import { element } from "../../../codecs/x12/navigate.ts";
import type { X12Segment } from "../../../codecs/x12/types.ts";
import type { Price } from "../../../documents/values.ts";
import type { Term } from "../../../terms/term.ts";
import { readCode } from "../../shared/code-table.ts";
import {
  type OwnBasis,
  type PriceBasis,
  type PriceKind,
  priceBases,
  priceIdentifiers,
  priceMultipliers,
  tradeClasses,
} from "../codes/prices.ts";
import { say } from "../terms.ts";
import { decimalToX12, documentDecimal } from "./amounts.ts";
import { carriedCode, codeAt, decimalAt, elementName, type LinePlace, unitAt } from "./elements.ts";

/** The piece, by UN/ECE Recommendation 20. */
const piece = "C62";
const pieces = new Set([piece, "EA", "H87"]);
/** Units that themselves stand for a number of pieces: whether "per hundred" counts the pieces or the units is not stated. */
const multiples: Readonly<Record<string, string>> = { PR: "2", DZN: "12", GRO: "144", MIL: "1000" };

/** A price in terms of its line: for one of the line's units, or for `baseQuantity`. */
export type StatedPrice = Pick<Price, "amount" | "baseQuantity">;

const aUnit: OwnBasis = { of: "unit", per: "1" };

/**
 * Returns the price of a PO1 or IT1 (04, its basis in 05) in the line's unit, scaled if the basis states what it is for. A price
 * that is not the one to be paid, or that cannot be scaled, is a finding.
 */
export function linePrice(
  from: X12Segment | undefined,
  unit: string | undefined,
  place: LinePlace,
): StatedPrice | undefined {
  const amount = decimalAt(from, 4, place);
  const basis = codeAt(from, 5, priceBases, place);
  if (from === undefined || amount === undefined) return undefined;
  if (basis?.of === "somebody else")
    return held(place, say("price-not-ours", { element: `${from.id}05`, line: place.line }));
  return scaled(amount, basis ?? aUnit, unit, place);
}

/**
 * As `linePrice`, of an IT1. A price per piece counts for the unit that is invoiced: whether it was meant so shows in the
 * total, which must come out to the cent. A price of a measure that the line is not in cannot be checked at all, and is
 * a finding.
 */
export function invoicedPrice(
  from: X12Segment | undefined,
  unit: string | undefined,
  place: LinePlace,
): StatedPrice | undefined {
  const price = linePrice(from, unit, place);
  const priced = price?.baseQuantity?.unit;
  if (price === undefined || priced === undefined || priced === unit) return price;
  if (priced === piece) return { amount: price.amount };
  const base = { quantity: price.baseQuantity?.value ?? "1", unit: priced };
  return held(place, say("price-in-other-unit", { line: place.line, priced: base, unit: unit ?? "" }));
}

/** The quantity of a line, and its unit. */
export type PricedLine = { readonly unit: string | undefined; readonly quantity: string | undefined };

type OwnPrice = { readonly price: StatedPrice; readonly weight: number };

/**
 * Returns the price of a line's CTP segments that is ours: of our class of trade (01), of a kind that we pay (02), in its
 * unit (05) and basis (09, else that of the line's own price, `lineBasis`). The weightiest counts. Two of the same
 * weight that differ are a finding.
 */
export function priceChange(
  ctps: readonly X12Segment[],
  lineBasis: PriceBasis | undefined,
  line: PricedLine,
  place: LinePlace,
): StatedPrice | undefined {
  const own = ctps.flatMap((ctp) => ownPrice(ctp, lineBasis, line, place));
  const heaviest = Math.max(...own.map(({ weight }) => weight));
  const [first, ...others] = own.filter(({ weight }) => weight === heaviest).map(({ price }) => price);
  if (others.every((other) => JSON.stringify(other) === JSON.stringify(first))) return first;
  return held(place, say("several-prices", { line: place.line }));
}

/** Returns the basis of a PO1's price (05), which its CTP segments share where they name none. */
export function basisOfLine(from: X12Segment | undefined, place: LinePlace): PriceBasis | undefined {
  return codeAt(from, 5, priceBases, place);
}

/** A price for another quantity (04) than the line's, one to be multiplied (07), and a rebate (08) are for a person. */
function isOfLine(ctp: X12Segment, quantity: string | undefined, place: LinePlace): boolean {
  const priced = decimalAt(ctp, 4, place);
  const isBreak = priced !== undefined && !["1", quantity].includes(priced);
  // A multiplier that names its kind is told by that one.
  const extras = element(ctp, 8) !== undefined ? [8] : carriedCode(ctp, 6) === undefined ? [7] : [];
  const [extra] = extras.filter((index) => element(ctp, index) !== undefined);
  if (extra === undefined && !isBreak) return true;
  const where = { element: elementName(ctp, isBreak ? 4 : (extra ?? 7)), line: place.line };
  held(place, isBreak ? say("price-for-other-quantity", where) : say("price-change-not-computed", where));
  return false;
}

function ownPrice(
  ctp: X12Segment,
  lineBasis: PriceBasis | undefined,
  { unit, quantity }: PricedLine,
  place: LinePlace,
): OwnPrice[] {
  const isOurClass = codeAt(ctp, 1, tradeClasses, place) ?? true;
  const kind: PriceKind = codeAt(ctp, 2, priceIdentifiers, place) ?? { ours: true, weight: 1 };
  const amount = decimalAt(ctp, 3, place);
  const pricedUnit = unitAt(ctp, 5, place);
  codeAt(ctp, 6, priceMultipliers, place);
  if (!isOfLine(ctp, quantity, place)) return [];
  const basis = codeAt(ctp, 9, priceBases, place) ?? lineBasis ?? aUnit;
  if (amount === undefined || !isOurClass || !kind.ours || basis.of === "somebody else") return [];
  const price =
    pricedUnit === undefined || pricedUnit === unit
      ? scaled(amount, basis, unit, place)
      : inOtherUnit(amount, basis, pricedUnit, place);
  return price === undefined ? [] : [{ price, weight: kind.weight }];
}

/** A price of a unit that is not the line's is left in it: how the two convert is known in Odoo. */
function inOtherUnit(
  amount: string,
  basis: OwnBasis,
  unit: string,
  place: LinePlace,
): StatedPrice | undefined {
  const inUnit = scaled(amount, basis, unit, place);
  return inUnit && { ...inUnit, baseQuantity: inUnit.baseQuantity ?? { value: "1", unit } };
}

function scaled(
  amount: string,
  basis: OwnBasis,
  unit: string | undefined,
  place: LinePlace,
): StatedPrice | undefined {
  switch (basis.of) {
    case "unit":
      return perCount(amount, basis.per, unit, place);
    case "piece":
      return unit === undefined || pieces.has(unit)
        ? { amount }
        : { amount, baseQuantity: { value: "1", unit: piece } };
    case "measure":
      return basis.unit === unit
        ? perCount(amount, basis.per, unit, place)
        : { amount, baseQuantity: { value: basis.per, unit: basis.unit } };
  }
}

function perCount(
  amount: string,
  count: string,
  unit: string | undefined,
  place: LinePlace,
): StatedPrice | undefined {
  const multiple = unit === undefined ? undefined : multiples[unit];
  if (count === "1" || count === multiple) return { amount };
  if (multiple !== undefined)
    return held(place, say("price-count-unclear", { line: place.line, count, unit: unit ?? "" }));
  const one = documentDecimal(new Decimal(amount).dividedBy(count));
  if (one !== undefined) return { amount: one };
  return unit === undefined ? undefined : { amount, baseQuantity: { value: count, unit } };
}

/**
 * Returns the price of one unit as written in PO104 and PO105: 4.50 a box is 450 per hundred (HP). A basis that is ambiguous for
 * this unit, such as per hundred of something counted in dozens, is omitted, and the price is for the unit.
 */
export function writtenPrice(
  price: string,
  unit: string,
  basis: string | undefined,
): readonly [price: string, basis: string] {
  const read = basis === undefined ? undefined : readCode(priceBases, basis);
  const meaning = read !== undefined && "meaning" in read ? read.meaning : undefined;
  const plain = [decimalToX12(price), ""] as const;
  const asIs = [decimalToX12(price), basis ?? ""] as const;
  // Partners who want "per each" mean the unit that is ordered.
  if (meaning?.of === "piece") return asIs;
  if (meaning?.of !== "unit") return plain;
  const multiple = multiples[unit];
  if (meaning.per === "1" || meaning.per === multiple) return asIs;
  if (multiple !== undefined) return plain;
  return [decimalToX12(new Decimal(price).times(meaning.per).toFixed()), basis ?? ""];
}

function held({ findings, line }: LinePlace, text: Term): undefined {
  return findings.add({ code: "UNSUPPORTED_DOCUMENT", line, field: "price", text });
}
