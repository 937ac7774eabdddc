import { isOwnWord, unitCode, unitWord } from "./unit-codes.ts";
import { convertible, type Unit, type Units } from "./units.ts";

/**
 * Returns the value to enter in the crosswalk for an unknown unit: the sender's own word, without the name of its
 * format unless the word is also the code of another unit (X12 CS is a cassette, Recommendation 21 CS a case).
 */
export function unitEntry(code: string, units: Units): string {
  return isCodeOfUnit(unitWord(code), units) ? code : unitWord(code);
}

function isCodeOfUnit(code: string, units: Units): boolean {
  const wanted = unitCode(code);
  return [...units.values()].some((unit) => unit.code === wanted);
}

/** What helps to find the unit that a partner's code means on a line. */
export type UnitContext = {
  readonly units: Units;
  /** The unit of our own line or product; the result converts to it. */
  readonly ordered: Unit;
  /** The product's own unit and its packagings. */
  readonly product: readonly number[];
  /** The connection's crosswalk entries of units, by code. */
  readonly crosswalk: ReadonlyMap<string, number>;
};

/**
 * Returns the unit that a code means on this line and that converts to the ordered one, or null. Looks in this order:
 * the crosswalk, the ordered unit, the product's packagings, all units. Two candidates of different size are no answer,
 * because a wrong factor multiplies orders.
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
