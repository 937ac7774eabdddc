import { isOwnWord, unitCode, unitWord } from "./unit-codes.ts";
import { convertible, type Unit, type Units } from "./units.ts";

/**
 * Returns the value to enter in the crosswalk for an unknown unit, which is the sender's code without its format prefix. The
 * prefix is kept if a unit in Odoo has the same code without prefix, which may mean something else: X12 CS is a cassette, but
 * Recommendation 21 CS is a case.
 */
export function unitEntry(code: string, units: Units): string {
  return isCodeOfUnit(unitWord(code), units) ? code : unitWord(code);
}

function isCodeOfUnit(code: string, units: Units): boolean {
  const wanted = unitCode(code);
  return [...units.values()].some((unit) => unit.code === wanted);
}

/** The data needed to find the unit that a partner's code stands for on a line. */
export type UnitContext = {
  readonly units: Units;
  /** The unit of our order line or product. The result must be convertible to it. */
  readonly ordered: Unit;
  /** The IDs of the product's own unit and of its packagings. */
  readonly product: readonly number[];
  /** The connection's crosswalk entries for units, as a map from code to unit ID. Entries for the item take precedence. */
  readonly crosswalk: ReadonlyMap<string, number>;
  /** The codes whose unit a person has chosen for the item. */
  readonly chosen?: ReadonlySet<string>;
};

/**
 * Returns the unit that a code stands for on this line and that can be converted to the ordered unit, or null if there is none.
 * Searches the crosswalk, the ordered unit, the product's packagings and all units, in this order. Returns null if units of
 * different sizes match, because a wrong conversion factor would falsify the quantity.
 */
export function findUnit(code: string, context: UnitContext): Unit | null {
  const wanted = unitCode(code);
  const entered =
    context.crosswalk.get(code) ??
    context.crosswalk.get(isOwnWord(code) ? unitEntry(code, context.units) : wanted);
  const mapped = entered === undefined ? undefined : context.units.get(entered);
  if (mapped !== undefined) return convertible(mapped, context.ordered) ? mapped : null;
  if (isOwnWord(code)) return null;
  if (context.ordered.code === wanted) return context.ordered;
  const fits = [...context.units.values()].filter(
    (unit) => unit.code === wanted && convertible(unit, context.ordered),
  );
  const packs = fits.filter((unit) => context.product.includes(unit.id));
  return only(packs) ?? (packs.length === 0 ? only(fits) : null);
}

function only(units: readonly Unit[]): Unit | null {
  const [first, ...others] = units;
  return first !== undefined && others.every((other) => other.factor.eq(first.factor)) ? first : null;
}
