import { Decimal } from "decimal.js";
import type { StockMovement, StockMovementLine } from "../../../documents/stock-movement.ts";
import type { Identifier, Item, Quantity } from "../../../documents/values.ts";
import type { Finding } from "../../flow.ts";
import {
  type Crosswalk,
  costCentreScheme,
  departmentCostScheme,
  departmentScheme,
  itemScheme,
  unitScheme,
} from "../../kit/crosswalk.ts";
import { described } from "../../kit/matching.ts";
import { convertible, convertQuantity, findUnit, type Unit, unitCode, unitWord } from "../../kit/units.ts";
import { unknownUnit as unitEntry, unknownItem, unknownRecord } from "../../kit/unknown.ts";
import type { Pack, Stock, StockLocation, StockProduct } from "./stock.ts";

export type Found<Thing> = { readonly found: Thing } | { readonly finding: Finding };

/** A line of any document that names an item and how much of it. */
export type ItemLine = { readonly id: string; readonly item: Item; readonly quantity: Quantity };

/** A line with the product it means and its quantity in the unit in which the product is stocked. */
export type Identified<Line extends ItemLine> = {
  readonly line: Line;
  readonly product: StockProduct;
  readonly quantity: Decimal;
  /** The unit that the line names. */
  readonly unit: Unit;
};

export type StockLine = Identified<StockMovementLine>;

/** What lines are identified by. */
export type Catalogue = Pick<Stock, "products" | "packs" | "units">;

const codesOf = (ids: readonly Identifier[]) => ids.map(({ id }) => id).join(", ");

/** Gives the location whose stock the movement is about: by the crosswalk, else by its barcode. */
export function department(
  { department: ids }: Pick<StockMovement, "department">,
  stock: Pick<Stock, "locations">,
  crosswalk: Crosswalk,
): Found<StockLocation> {
  const entered = stock.locations.filter(({ id }) =>
    ids.some((each) => crosswalk.find(departmentScheme, each.id, "stock.location") === id),
  );
  const marked = stock.locations.filter(({ barcode }) => ids.some(({ id }) => id === barcode));
  const [first, ...others] = entered.length > 0 ? entered : marked;
  const theirs = codesOf(ids);
  if (first === undefined) {
    const text = `The department ${theirs} is no location with stock of ours.`;
    const entry = unknownRecord("stock.location", departmentScheme, ids);
    return { finding: { code: "UNKNOWN_LOCATION", field: "department", theirs, text, ...entry } };
  }
  if (others.length === 0) return { found: first };
  const text = `The department ${theirs} may be any of several locations.`;
  return { finding: { code: "AMBIGUOUS_MATCH", field: "department", theirs, text } };
}

/** Gives the analytic account of the cost centre that is named, else of the department. */
export function costAccount(movement: StockMovement, crosswalk: Crosswalk): Found<number> {
  const named = movement.costCentre ?? [];
  const schemes = [costCentreScheme, departmentCostScheme, departmentScheme];
  const asked = named.map(({ id }) => [costCentreScheme, id] as const);
  // A department's account is looked for under one scheme after the other; several that are named must mean the same one.
  const own = movement.department.flatMap(({ id }) => schemes.map((scheme) => [scheme, id] as const));
  const [account, ...others] = new Set(
    (named.length > 0 ? asked : own).flatMap(
      ([scheme, id]) => crosswalk.find(scheme, id, "account.analytic.account") ?? [],
    ),
  );
  const theirs = codesOf(named.length > 0 ? named : movement.department);
  if (named.length > 0 && others.length > 0) {
    const text = `The cost centre ${theirs} may be any of several analytic accounts.`;
    return { finding: { code: "AMBIGUOUS_MATCH", field: "cost centre", theirs, text } };
  }
  if (account !== undefined) return { found: account };
  const text =
    named.length > 0
      ? `The cost centre ${theirs} has no analytic account.`
      : `No cost centre is named, and the department ${theirs} has no analytic account of its own.`;
  const entry =
    named.length > 0
      ? unknownRecord("account.analytic.account", costCentreScheme, named)
      : unknownRecord("account.analytic.account", departmentCostScheme, movement.department);
  return { finding: { code: "UNKNOWN_ACCOUNT", field: "cost centre", theirs, text, ...entry } };
}

/** Gives the product of a line and its quantity in the stock unit. */
export function identify<Line extends ItemLine>(
  line: Line,
  stock: Catalogue,
  crosswalk: Crosswalk,
): Found<Identified<Line>> {
  const product = productOf(line, stock, crosswalk);
  if ("finding" in product) return product;
  const { found, pack } = product;
  const unit = unitOf(line, found, pack, stock, crosswalk);
  if (unit === null) return { finding: unknownUnit(line, found, pack, stock) };
  const quantity = convertQuantity(new Decimal(line.quantity.value), unit, found.unit);
  return { found: { line, product: found, quantity, unit } };
}

type Named = { readonly found: StockProduct; readonly pack: Pack | null };

function productOf(
  line: ItemLine,
  stock: Catalogue,
  crosswalk: Crosswalk,
): Named | { readonly finding: Finding } {
  const { ids } = line.item;
  const named = stock.products.filter((product) => ids.some((id) => names(id, product, crosswalk)));
  const packs = stock.packs.filter(({ barcode }) => ids.some((id) => isGtin(id, barcode)));
  const ofPacks = stock.products.filter(({ id }) => packs.some((pack) => pack.product === id));
  const [first, ...others] = [...new Set([...named, ...ofPacks])];
  const theirs = described({ ids });
  const about = { line: line.id, item: theirs, field: "item", theirs };
  if (first === undefined) {
    const text = `Line ${line.id} names an item (${theirs}) that is not known.`;
    return { finding: { code: "UNKNOWN_ITEM", ...about, text, ...unknownItem(line.item) } };
  }
  if (others.length > 0) {
    const text = `Line ${line.id} names an item (${theirs}) that may be any of several products.`;
    return { finding: { code: "AMBIGUOUS_MATCH", ...about, text } };
  }
  if (!first.isGoods) {
    const text = `Line ${line.id} names ${first.label}, which is a service and has no stock.`;
    return { finding: { code: "UNKNOWN_ITEM", ...about, text } };
  }
  return { found: first, pack: named.length > 0 ? null : (packs[0] ?? null) };
}

/** Says whether an identifier is one of the product's: ours, its barcode, or entered in the crosswalk. */
function names(identifier: Identifier, product: StockProduct, crosswalk: Crosswalk): boolean {
  const { scheme, id } = identifier;
  if ([scheme, itemScheme].some((each) => crosswalk.find(each, id, "product.product") === product.id))
    return true;
  if (scheme === "buyer") return product.code?.trim().toUpperCase() === id.trim().toUpperCase();
  return product.barcode !== null && isGtin(identifier, product.barcode);
}

function isGtin({ scheme, id }: Identifier, barcode: string): boolean {
  return scheme === "gtin" && barcode.padStart(14, "0") === id;
}

/**
 * A pack's own barcode says how much it holds, so only the pack's unit goes with it: "1 each" of a box of 100 may be the
 * box or one piece of it.
 */
function unitOf(
  { quantity }: ItemLine,
  product: StockProduct,
  pack: Pack | null,
  { units }: Catalogue,
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

function unknownUnit(
  { id, quantity }: ItemLine,
  product: StockProduct,
  pack: Pack | null,
  { units }: Catalogue,
): Finding {
  const ours = (pack === null ? undefined : units.get(pack.unit)?.name) ?? product.unit.name;
  const theirs = unitWord(quantity.unit);
  const text =
    pack === null
      ? `Line ${id} (${product.label}): the unit ${theirs} cannot be converted to ${ours}.`
      : `Line ${id} (${product.label}): the barcode is that of a pack (${ours}), but the unit is ${theirs}.`;
  return {
    code: "UNKNOWN_UNIT",
    line: id,
    item: product.label,
    field: "unit",
    ours,
    theirs,
    text,
    // What a pack's barcode says is not for the crosswalk to contradict.
    ...(pack === null ? unitEntry(quantity.unit, units) : {}),
  };
}
