import { Decimal } from "decimal.js";
import type { OdooRecord, ReadRequest } from "../flow.ts";
import { eitherActive, most } from "./item-reads.ts";
import { decimal, reference, requiredText, text } from "./snapshot.ts";
import { sameQuantity, usualStep } from "./tolerance.ts";
import { unitCode } from "./unit-codes.ts";

/** A unit of measure in Odoo. Units with the same `root` are convertible. */
export type Unit = {
  readonly id: number;
  readonly name: string;
  /** Its UN/ECE code (Recommendation 20 or 21), or null if none was entered. */
  readonly code: string | null;
  /** The number of root units that one of this unit contains. */
  readonly factor: Decimal;
  readonly root: number;
  /** The step to which Odoo rounds quantities in this unit. */
  readonly step: Decimal;
};

/** All units in Odoo, by ID. */
export type Units = ReadonlyMap<number, Unit>;

/** The read request "units" for all units, including archived ones, because older records still use them. */
export const unitsRead: ReadRequest = {
  model: "uom.uom",
  domain: eitherActive,
  fields: ["id", "name", "unece_code", "factor", "relative_uom_id", "rounding"],
  limit: most,
};

function rootOf(id: number, parents: ReadonlyMap<number, number | null>): number {
  let root = id;
  // Odoo does not allow a unit to be its own ancestor. The limit prevents an infinite loop on corrupt data.
  for (let step = 0; step < parents.size; step++) {
    const parent = parents.get(root) ?? null;
    if (parent === null) return root;
    root = parent;
  }
  return root;
}

/** Builds the units, by ID, from the records found by the read "units". */
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
 * Returns the amount by which Odoo may have rounded a quantity that it stores in `unit` while the partner counts in `theirs`. For
 * example, it stores 7 pieces as 0.58 of a dozen. Returns zero if the units have the same size, or if the stored quantity is a
 * whole number of the partner's units, because it then counts as exact: 1.00 of a case of 1000 means 1000 pieces, although Odoo
 * would also store 996 pieces as 1.00.
 */
export function roundingOf(held: Decimal, unit: Unit, theirs: Unit): Decimal {
  const counted = convertQuantity(held, unit, theirs);
  const isExact = unit.factor.eq(theirs.factor) || sameQuantity(counted, counted.round());
  return isExact ? new Decimal(0) : unit.step;
}

/** Returns whether quantities can be converted between two units. */
export function convertible(from: Unit, to: Unit): boolean {
  return from.root === to.root && !from.factor.isZero() && !to.factor.isZero();
}

/** Converts a quantity from one unit to another. The units must be convertible. */
export function convertQuantity(quantity: Decimal, from: Unit, to: Unit): Decimal {
  return from.id === to.id ? quantity : quantity.times(from.factor).dividedBy(to.factor);
}

/** Converts a price per `from` unit to the price per `to` unit. This is the inverse of converting a quantity. */
export function convertPrice(price: Decimal, from: Unit, to: Unit): Decimal {
  return from.id === to.id ? price : price.times(to.factor).dividedBy(from.factor);
}
