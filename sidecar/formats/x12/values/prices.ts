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
import { decimalToX12, priceOfOne } from "./amounts.ts";
import { carriedCode, codeAt, decimalAt, elementName, type LinePlace, unitAt } from "./elements.ts";

/** The code for one piece in UN/ECE Recommendation 20. */
const piece = "C62";
const pieces = new Set([piece, "EA", "H87"]);
/**
 * The units that consist of several pieces, with the number of pieces. With such a unit, a price "per hundred" is ambiguous,
 * because it may mean a hundred pieces or a hundred units.
 */
const multiples: Readonly<Record<string, string>> = { PR: "2", DZN: "12", GRO: "144", MIL: "1000" };

/** A price without its currency. It applies to one unit of the line or, if `baseQuantity` is present, to that quantity. */
export type StatedPrice = Pick<Price, "amount" | "baseQuantity">;

const aUnit: OwnBasis = { of: "unit", per: "1" };

/** The position of the price in PO1 and IT1, which its basis follows. */
const usualPlace = 4;

/**
 * Returns the price in a PO1, IT1 or POC (at the position `at`, with its basis behind it), converted from its basis to the unit of
 * the line. If the buyer does not pay this price or it cannot be converted, adds a finding and returns undefined.
 */
export function linePrice(
  from: X12Segment | undefined,
  unit: string | undefined,
  place: LinePlace,
  at: number = usualPlace,
): StatedPrice | undefined {
  const amount = decimalAt(from, at, place);
  const basis = basisOfLine(from, place, at);
  if (from === undefined || amount === undefined) return undefined;
  if (basis?.of === "somebody else")
    return held(place, say("price-not-ours", { element: elementName(from, at + 1), line: place.line }));
  return scaled(amount, basis ?? aUnit, unit, place);
}

/**
 * Returns the price in an IT1, like `linePrice`. A price per piece is treated as the price of the invoiced unit; if that is
 * wrong, the flow detects that the invoice does not add up. A price for a measure other than the unit of the line cannot be
 * checked, so a finding is added and undefined is returned.
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

/** The unit and the quantity of a line, with which its CTP prices are compared. */
export type PricedLine = { readonly unit: string | undefined; readonly quantity: string | undefined };

type OwnPrice = { readonly price: StatedPrice; readonly weight: number };

/**
 * Returns the price in a line's CTP segments that applies to us, or undefined if there is none. It must be for our class of trade
 * (CTP01) and of a kind that the buyer pays (CTP02). Its unit is in CTP05, its basis in CTP09; if that is empty, `lineBasis`, the
 * basis of the price in PO1, applies. The price with the highest rank is used. If several prices with that rank differ, adds a
 * finding and returns undefined.
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

/**
 * Returns the price in a CTP of a catalogue for one unit (CTP05) of the item. A price for another quantity, a multiplier or a rebate
 * is a finding.
 */
export function cataloguePrice(ctp: X12Segment, place: LinePlace): StatedPrice | undefined {
  const amount = decimalAt(ctp, 3, place);
  const unit = unitAt(ctp, 5, place);
  codeAt(ctp, 6, priceMultipliers, place);
  const basis = codeAt(ctp, 9, priceBases, place) ?? aUnit;
  if (!isOfLine(ctp, undefined, place) || amount === undefined) return undefined;
  const price = basis.of === "somebody else" ? { amount } : scaled(amount, basis, unit, place);
  if (price === undefined || unit === undefined || price.baseQuantity !== undefined) return price;
  return { ...price, baseQuantity: { value: "1", unit } };
}

/**
 * Returns the basis of the price at the position `at` of a PO1, IT1 or POC. It also applies to CTP segments of the line without a
 * basis of their own.
 */
export function basisOfLine(
  from: X12Segment | undefined,
  place: LinePlace,
  at: number = usualPlace,
): PriceBasis | undefined {
  return codeAt(from, at + 1, priceBases, place);
}

/**
 * Returns whether a CTP price applies to the line as it is. Adds a finding for a price for a different quantity (CTP04), with a
 * multiplier (CTP07) or with a rebate (CTP08), because a person must review it.
 */
function isOfLine(ctp: X12Segment, quantity: string | undefined, place: LinePlace): boolean {
  const priced = decimalAt(ctp, 4, place);
  const isBreak = priced !== undefined && !["1", quantity].includes(priced);
  // A multiplier with a stated kind (CTP06) has already been reported.
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

/**
 * Returns a price for a unit other than the unit of the line, with that other unit in `baseQuantity`. It is not converted,
 * because only Odoo knows the conversion factors.
 */
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
  const one = priceOfOne(amount, count);
  if (one !== undefined) return { amount: one };
  return unit === undefined ? undefined : { amount, baseQuantity: { value: count, unit } };
}

/**
 * Returns PO104 and PO105 for the price of one unit, converted to the configured basis: 4.50 per box becomes 450 per hundred
 * (HP). If the basis is ambiguous for the unit, such as "per hundred" for dozens, PO105 is empty and the price is per unit.
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
  // Partners who require "per each" mean the ordered unit.
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
