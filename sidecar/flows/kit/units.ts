import { Decimal } from "decimal.js";
import type { OdooRecord, ReadRequest } from "../flow.ts";
import { eitherActive, most } from "./item-reads.ts";
import { decimal, reference, requiredText, text } from "./snapshot.ts";
import { sameQuantity, usualStep } from "./tolerance.ts";

/** A unit of measure of Odoo. Units convert into each other when they grow from the same root. */
export type Unit = {
  readonly id: number;
  readonly name: string;
  /** Its UN/ECE code (Rec 20 or 21); null when nobody entered one. */
  readonly code: string | null;
  /** How many of the root unit one of it holds. */
  readonly factor: Decimal;
  readonly root: number;
  /** The step in which Odoo counts it: what it holds is rounded to that. */
  readonly step: Decimal;
};

/** All units of Odoo by id. */
export type Units = ReadonlyMap<number, Unit>;

/** What `readUnits` wants to be read: archived units too, for what stands in them. */
export const unitsRead: ReadRequest = {
  model: "uom.uom",
  domain: eitherActive,
  fields: ["id", "name", "unece_code", "factor", "relative_uom_id", "rounding"],
  limit: most,
};

/** Codes that all say "one piece": Rec 20 C62 (one), EA (each), H87 (piece). */
const pieces = new Set(["C62", "EA", "H87"]);

/**
 * Gives one form for codes that mean the same: pieces are C62, and a code of Rec 21 loses the X that Rec 20 (from
 * revision 11) puts before it (XBX → BX).
 */
export function unitCode(code: string): string {
  const plain = /^X[A-Z0-9]{2}$/.test(code) ? code.slice(1) : code;
  return pieces.has(plain) ? "C62" : plain;
}

/** A word of the sender's own for a unit, behind the name of its format: "x12:UN". */
const ownWord = /^[a-z0-9]+:(.+)$/;

/** Returns a unit as its sender calls it: "x12:UN" is "UN". */
export function unitWord(code: string): string {
  return ownWord.exec(code)?.[1] ?? code;
}

/** Returns the values under which a unit may stand in the crosswalk: with the name of its format, and without. */
export function unitWords(code: string): string[] {
  return [...new Set([code, unitWord(code)])];
}

/**
 * Returns the value to enter in the crosswalk for a unit that is not known. A sender's own word stands alone, unless it
 * is the code of another unit as well (X12 CS is a cassette, Rec 21 CS a case): then the name of its format stays.
 */
export function unitEntry(code: string, units: Units): string {
  return isCodeOfUnit(unitWord(code), units) ? code : unitWord(code);
}

function isCodeOfUnit(code: string, units: Units): boolean {
  const wanted = unitCode(code);
  return [...units.values()].some((unit) => unit.code === wanted);
}

function rootOf(id: number, parents: ReadonlyMap<number, number | null>): number {
  let root = id;
  // A unit cannot be its own ancestor in Odoo; the bound only keeps a broken table from hanging the engine.
  for (let step = 0; step < parents.size; step++) {
    const parent = parents.get(root) ?? null;
    if (parent === null) return root;
    root = parent;
  }
  return root;
}

/** Gives the units of a read of uom.uom. */
export function readUnits(found: readonly OdooRecord[]): Units {
  const parents = new Map(found.map((record) => [record.id, reference(record, "relative_uom_id")]));
  return new Map(
    found.map((record) => {
      const code = text(record, "unece_code");
      const unit: Unit = {
        id: record.id,
        name: requiredText(record, "name"),
        code: code === null ? null : unitCode(code),
        factor: decimal(record, "factor"),
        root: rootOf(record.id, parents),
        step: stepOf(record),
      };
      return [unit.id, unit];
    }),
  );
}

function stepOf(record: OdooRecord): Decimal {
  const rounding = decimal(record, "rounding");
  return rounding.gt(0) ? rounding : usualStep;
}

/**
 * Gives by how much Odoo may have rounded a quantity that it holds in one unit while others count it in theirs: 7 pieces are
 * 0.58 of a dozen there. Zero where nothing was rounded: in the same unit, and where it is a whole number of theirs (1 case is
 * 1000 pieces and never 996, though Odoo would hold those as 1.00 too).
 */
export function roundingOf(held: Decimal, unit: Unit, theirs: Unit): Decimal {
  const counted = convertQuantity(held, unit, theirs);
  const isExact = unit.factor.eq(theirs.factor) || sameQuantity(counted, counted.round());
  return isExact ? new Decimal(0) : unit.step;
}

/** Says whether amounts in one unit can be given in the other. */
export function convertible(from: Unit, to: Unit): boolean {
  return from.root === to.root && !from.factor.isZero() && !to.factor.isZero();
}

/** Gives a quantity of `from` in `to`. The caller has made sure that they are convertible. */
export function convertQuantity(quantity: Decimal, from: Unit, to: Unit): Decimal {
  return from.id === to.id ? quantity : quantity.times(from.factor).dividedBy(to.factor);
}

/** Gives the price of one `to` from the price of one `from`: the other way round than quantities. */
export function convertPrice(price: Decimal, from: Unit, to: Unit): Decimal {
  return from.id === to.id ? price : price.times(to.factor).dividedBy(from.factor);
}

/** What is known around an order line for finding the unit that a partner's code means. */
export type UnitContext = {
  readonly units: Units;
  /** The unit of the order line. */
  readonly ordered: Unit;
  /** The product's own unit and its packagings. */
  readonly product: readonly number[];
  /** Units that people entered for this partner in the crosswalk, by code. */
  readonly crosswalk: ReadonlyMap<string, number>;
};

/**
 * Gives the unit that a code means on this line, convertible to the ordered one, or null. Asked in this order: the
 * crosswalk, the ordered unit itself, the product's packagings, all units. Two candidates of different size are no
 * answer: a wrong factor multiplies orders.
 */
export function findUnit(code: string, context: UnitContext): Unit | null {
  const wanted = unitCode(code);
  const entered =
    context.crosswalk.get(code) ??
    context.crosswalk.get(ownWord.test(code) ? unitEntry(code, context.units) : wanted);
  const mapped = entered === undefined ? undefined : context.units.get(entered);
  if (mapped !== undefined) return convertible(mapped, context.ordered) ? mapped : null;
  if (ownWord.test(code)) return null;
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
