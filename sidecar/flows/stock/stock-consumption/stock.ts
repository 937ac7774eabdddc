import { Decimal } from "decimal.js";
import type { ConnectionProfile } from "../../../documents/connection-profile.ts";
import { wallClock } from "../../../documents/days.ts";
import type { Snapshot } from "../../flow.ts";
import { readLocations, type StockLocation } from "../../kit/departments.ts";
import { type ProductCatalogue, readCatalogue } from "../../kit/products.ts";
import { dayAt, decimal, records, reference, requiredReference, requiredText } from "../../kit/snapshot.ts";

export type StockLot = {
  readonly id: number;
  readonly product: number;
  readonly name: string;
  readonly expiry: string | null;
};

/**
 * A quant of Odoo: the quantity of a product in one location and, if `lot` is not null, of one lot. All numbers except `quantity`
 * are record IDs.
 */
export type Quant = {
  readonly id: number;
  readonly product: number;
  readonly location: number;
  readonly lot: number | null;
  readonly quantity: Decimal;
};

/** The records in Odoo that a plan for a movement needs: products and units, and the department's locations, lots and quants. */
export type Stock = ProductCatalogue & {
  readonly lots: readonly StockLot[];
  readonly quants: readonly Quant[];
  readonly locations: readonly StockLocation[];
};

/** Builds the stock data from the records found by the reads of `stockReads`. Expiry dates are in the company's time zone. */
export function readStock(snapshot: Snapshot, { timeZone }: Pick<ConnectionProfile, "timeZone">): Stock {
  const clock = wallClock(timeZone);
  return {
    ...readCatalogue(snapshot),
    locations: readLocations(snapshot),
    lots: records(snapshot, "lots").map((record) => ({
      id: record.id,
      product: requiredReference(record, "product_id"),
      name: requiredText(record, "name"),
      expiry: dayAt(record, "expiration_date", clock),
    })),
    quants: records(snapshot, "quants").map((record) => ({
      id: record.id,
      product: requiredReference(record, "product_id"),
      location: requiredReference(record, "location_id"),
      lot: reference(record, "lot_id"),
      quantity: decimal(record, "quantity"),
    })),
  };
}

/** Returns the quants in a location and in all locations below it. */
export function quantsWithin(stock: Stock, location: StockLocation): readonly Quant[] {
  const parents = new Map(stock.locations.map(({ id, parent }) => [id, parent]));
  const isWithin = (id: number) => {
    let at: number | null = id;
    for (let step = 0; at !== null && step <= parents.size; step++) {
      if (at === location.id) return true;
      at = parents.get(at) ?? null;
    }
    return false;
  };
  return stock.quants.filter((quant) => isWithin(quant.location));
}

/** Returns the sum of the quants' quantities. */
export function total(quants: readonly Quant[]): Decimal {
  return quants.reduce((sum, { quantity }) => sum.plus(quantity), new Decimal(0));
}

/** Returns whether a quant is of this product and lot. If `lot` is null, the quant must have no lot. */
export function isOf(quant: Quant, product: number, lot: StockLot | null): boolean {
  return quant.product === product && quant.lot === (lot?.id ?? null);
}
