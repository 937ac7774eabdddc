import { Decimal } from "decimal.js";
import type { Item, Quantity } from "../../documents/values.ts";
import type { Finding } from "../flow.ts";
import { type Crosswalk, unitScheme } from "./crosswalk.ts";
import { findUnit } from "./find-unit.ts";
import type { Found } from "./found.ts";
import { codesOf, type ItemIndex, indexItems, isBarcode, itemNumbers } from "./item-matching.ts";
import type { Pack, ProductCatalogue, StockProduct } from "./products.ts";
import { say } from "./terms.ts";
import { unitCode, unitWord } from "./unit-codes.ts";
import { convertible, convertQuantity, type Unit } from "./units.ts";
import { unknownItem, unknownUnit } from "./unknown.ts";

/** The parts of a document line needed to identify its item. */
export type ItemLine = { readonly id: string; readonly item: Item; readonly quantity: Quantity };

/** A line with its product, and its quantity in the stock unit of the product. */
export type Identified<Line extends ItemLine> = {
  readonly line: Line;
  readonly product: StockProduct;
  readonly quantity: Decimal;
  /** The unit stated on the line. */
  readonly unit: Unit;
};

/**
 * Returns the function that returns the product of a line and the quantity in the stock unit of the product. If the product or
 * the unit is unknown or ambiguous, or the product is a service, the function returns a finding.
 */
export function identifier(catalogue: ProductCatalogue, crosswalk: Crosswalk) {
  const namedBy = indexItems(catalogue.products, (product) => product, crosswalk);
  return <Line extends ItemLine>(line: Line): Found<Identified<Line>> => {
    const product = productOf(line, namedBy, catalogue);
    if ("finding" in product) return product;
    const { found, pack } = product;
    const unit = unitOf(line, found, pack, catalogue, crosswalk);
    if (unit === null) return { finding: unitFinding(line, found, pack, catalogue) };
    const quantity = convertQuantity(new Decimal(line.quantity.value), unit, found.unit);
    return { found: { line, product: found, quantity, unit } };
  };
}

type Named = { readonly found: StockProduct; readonly pack: Pack | null };

function productOf(
  line: ItemLine,
  namedBy: ItemIndex<StockProduct>,
  { products, packs }: ProductCatalogue,
): Named | { readonly finding: Finding } {
  const { ids } = line.item;
  const named = namedBy(ids);
  const namedPacks = packs.filter(({ barcode }) => ids.some((id) => isBarcode(id, barcode)));
  const ofPacks = products.filter(({ id }) => namedPacks.some((pack) => pack.product === id));
  const [first, ...others] = [...new Set([...named, ...ofPacks])];
  if (first === undefined || others.length > 0) return { finding: notIdentified(line, first !== undefined) };
  if (!first.isGoods) return { finding: service(line, first) };
  return { found: first, pack: named.length > 0 ? null : (namedPacks[0] ?? null) };
}

function about({ id, item }: ItemLine) {
  const theirs = codesOf(item.ids);
  return { line: id, item: theirs, field: "item", theirs };
}

function notIdentified(line: ItemLine, hasSeveral: boolean): Finding {
  const values = { line: line.id, item: itemNumbers(line.item.ids) };
  if (hasSeveral) return { code: "AMBIGUOUS_MATCH", ...about(line), text: say("item-ambiguous", values) };
  const text =
    line.item.ids.length === 0 ? say("item-not-named", { line: line.id }) : say("item-unknown", values);
  return { code: "UNKNOWN_ITEM", ...about(line), text, ...unknownItem(line.item) };
}

function service(line: ItemLine, { label }: StockProduct): Finding {
  const text = say("item-is-service", { line: line.id, item: label });
  return { code: "UNKNOWN_ITEM", ...about(line), text };
}

/**
 * Returns the unit of a line, or null if it is unknown or not convertible. If the line is identified by the barcode of a pack,
 * the quantity must be in the unit of the pack, because "1 each" with the barcode of a box of 100 may mean the box or one piece.
 */
function unitOf(
  { quantity }: ItemLine,
  product: StockProduct,
  pack: Pack | null,
  { units }: ProductCatalogue,
  crosswalk: Crosswalk,
): Unit | null {
  if (pack !== null) {
    const unit = units.get(pack.unit);
    const fits = unit !== undefined && unit.code === unitCode(quantity.unit);
    return fits && convertible(unit, product.unit) ? unit : null;
  }
  return findUnit(quantity.unit, {
    units,
    ordered: product.unit,
    product: product.units,
    crosswalk: crosswalk.all(unitScheme, "uom.uom"),
  });
}

function unitFinding(
  { id: line, quantity }: ItemLine,
  { label: item, unit }: StockProduct,
  pack: Pack | null,
  { units }: ProductCatalogue,
): Finding {
  const ours = (pack === null ? undefined : units.get(pack.unit)?.name) ?? unit.name;
  const theirs = unitWord(quantity.unit);
  const values = { line, item, ours, theirs };
  const finding = { code: "UNKNOWN_UNIT" as const, line, item, field: "unit", ours, theirs };
  // No crosswalk entry is proposed for a pack, because no entry may contradict its barcode.
  return pack === null
    ? { ...finding, text: say("unit-not-convertible", values), ...unknownUnit(quantity.unit, units) }
    : { ...finding, text: say("unit-is-not-the-packs", values) };
}
