import type { Finding } from "../flow.ts";
import { type Crosswalk, unitScheme } from "../kit/crosswalk.ts";
import type { UnitContext } from "../kit/find-unit.ts";
import { say } from "../kit/terms.ts";
import { unitWord } from "../kit/unit-codes.ts";
import type { Units } from "../kit/units.ts";
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

/** Returns the data needed to find the units that a partner's codes stand for on an order line. */
export function unitContext(
  { unit, product }: PurchaseLine,
  units: Units,
  crosswalk: Crosswalk,
): UnitContext {
  return { units, ordered: unit, product: product.units, crosswalk: crosswalk.all(unitScheme, "uom.uom") };
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
