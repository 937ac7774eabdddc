import type { Decimal } from "decimal.js";
import type { Identifier } from "../../documents/values.ts";
import type { Term } from "../../terms/term.ts";
import type { Finding } from "../flow.ts";
import { type Crosswalk, unitScheme } from "../kit/crosswalk.ts";
import type { UnitContext } from "../kit/find-unit.ts";
import { unitsOfItem, unknownItemUnit } from "../kit/item-units.ts";
import { quantityIn, unitPrice } from "../kit/readable.ts";
import { say } from "../kit/terms.ts";
import { unitWord } from "../kit/unit-codes.ts";
import { convertPrice, convertQuantity, type Unit, type Units } from "../kit/units.ts";
import { unknownUnit } from "../kit/unknown.ts";
import { itemLabel, type PurchaseLine } from "./purchase-order.ts";

/** Returns the properties `line` and `item` of a finding about an order line. */
export function about(line: PurchaseLine): Required<Pick<Finding, "line" | "item">> {
  return { line: String(line.number), item: line.product.code ?? line.product.name };
}

/** Returns the parameters with which a term identifies an order line: "Line {line} ({item}): …". */
export function named(line: PurchaseLine): { readonly line: string; readonly item: string } {
  return { line: String(line.number), item: itemLabel(line.product) };
}

/**
 * Returns the data needed to find the units that a partner's codes stand for on an order line. `ids` are the partner's numbers for
 * the item.
 */
export function unitContext(
  { unit, product }: PurchaseLine,
  units: Units,
  crosswalk: Crosswalk,
  ids: readonly Identifier[],
): UnitContext {
  const ofItem = unitsOfItem(ids, crosswalk);
  const general = crosswalk.all(unitScheme, "uom.uom");
  return {
    units,
    ordered: unit,
    product: product.units,
    crosswalk: new Map([...general, ...ofItem]),
    chosen: new Set(ids.length === 0 ? general.keys() : ofItem.keys()),
  };
}

/** Returns the finding for a unit code of the partner that is unknown or cannot be converted to the unit of the order line. */
export function unitNotConvertible(line: PurchaseLine, code: string, units: Units): Finding {
  const [ours, theirs] = [line.unit.name, unitWord(code)];
  const text = say("unit-not-convertible", { ...named(line), ours, theirs });
  return {
    code: "UNKNOWN_UNIT",
    ...about(line),
    field: "unit",
    ours,
    theirs,
    text,
    ...unknownUnit(code, units),
  };
}

/** A unit of the partner that probably does not mean what its code says, with the code and the partner's numbers for the item. */
export type DoubtfulUnit = {
  readonly unit: Unit;
  readonly code: string;
  readonly ids: readonly Identifier[];
};

/** Returns the finding that asks which unit a price is for. `stated` is the price as the partner states it. */
export function priceUnitQuestion(line: PurchaseLine, stated: Decimal, doubt: DoubtfulUnit): Finding {
  const { unit } = doubt;
  const text = say("price-unit-doubtful", {
    ...named(line),
    theirs: unitPrice(stated),
    unit: unit.name,
    converted: unitPrice(convertPrice(stated, unit, line.unit)),
    ordered: line.unit.name,
    ours: unitPrice(line.price),
  });
  return unitQuestion(line, text, doubt);
}

/** Returns the finding that asks which unit a quantity is in. `converted` is the quantity in the unit of the order line. */
export function quantityUnitQuestion(line: PurchaseLine, converted: Decimal, doubt: DoubtfulUnit): Finding {
  const { unit } = doubt;
  const text = say("quantity-unit-doubtful", {
    ...named(line),
    theirs: quantityIn(convertQuantity(converted, line.unit, unit), unit),
    converted: quantityIn(converted, line.unit),
    ours: quantityIn(line.ordered, line.unit),
  });
  return unitQuestion(line, text, doubt);
}

function unitQuestion(line: PurchaseLine, text: Term, { unit, code, ids }: DoubtfulUnit): Finding {
  const name = `${unit.name}: ${itemLabel(line.product)}`;
  const unknown = unknownItemUnit(ids, code, name);
  return {
    code: "UNKNOWN_UNIT",
    ...about(line),
    field: "unit",
    ours: line.unit.name,
    theirs: unit.name,
    text,
    ...unknown,
  };
}
