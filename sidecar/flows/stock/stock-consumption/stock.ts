import { Decimal } from "decimal.js";
import type { ConnectionProfile } from "../../../documents/connection-profile.ts";
import { wallClock } from "../../../documents/days.ts";
import type { OdooRecord, Snapshot } from "../../flow.ts";
import { dayAt, decimal, records, reference, references, requiredText, text } from "../../kit/snapshot.ts";
import { readUnits, type Unit, type Units } from "../../kit/units.ts";

export type StockProduct = {
  readonly id: number;
  /** Our item number where there is one, else the name: how people call it. */
  readonly label: string;
  readonly code: string | null;
  readonly barcode: string | null;
  readonly unit: Unit;
  /** The stock unit and the packagings. */
  readonly units: readonly number[];
  readonly tracking: "none" | "lot" | "serial";
  /** Odoo keeps no quantity of a consumable: it can neither run short nor be of a lot. */
  readonly isStorable: boolean;
  readonly isGoods: boolean;
};

export type StockLot = {
  readonly id: number;
  readonly product: number;
  readonly name: string;
  readonly expiry: string | null;
};

/** What rests in one place, as Odoo counts it. */
export type Quant = {
  readonly id: number;
  readonly product: number;
  readonly location: number;
  readonly lot: number | null;
  readonly quantity: Decimal;
};

export type StockLocation = {
  readonly id: number;
  readonly name: string;
  readonly barcode: string | null;
  readonly parent: number | null;
};

export type Pack = { readonly product: number; readonly unit: number; readonly barcode: string };

/** What Odoo held around a movement. */
export type Stock = {
  readonly products: readonly StockProduct[];
  readonly packs: readonly Pack[];
  readonly lots: readonly StockLot[];
  readonly quants: readonly Quant[];
  readonly locations: readonly StockLocation[];
  readonly units: Units;
};

/** Gives the reads of `stockReads` with their types; days of expiry are those of the company's zone. */
export function readStock(snapshot: Snapshot, { timeZone }: Pick<ConnectionProfile, "timeZone">): Stock {
  const clock = wallClock(timeZone);
  return {
    ...readCatalogue(snapshot),
    locations: readLocations(snapshot),
    lots: records(snapshot, "lots").map((record) => ({
      id: record.id,
      product: required(record, "product_id"),
      name: requiredText(record, "name"),
      expiry: dayAt(record, "expiration_date", clock),
    })),
    quants: records(snapshot, "quants").map((record) => ({
      id: record.id,
      product: required(record, "product_id"),
      location: required(record, "location_id"),
      lot: reference(record, "lot_id"),
      quantity: decimal(record, "quantity"),
    })),
  };
}

/** Gives the reads "products", "packs" and "units" with their types. */
export function readCatalogue(snapshot: Snapshot): Pick<Stock, "products" | "packs" | "units"> {
  const units = readUnits(records(snapshot, "units"));
  return {
    products: records(snapshot, "products").map((record) => productOf(record, units)),
    packs: records(snapshot, "packs").map((record) => ({
      product: required(record, "product_id"),
      unit: required(record, "uom_id"),
      barcode: requiredText(record, "barcode"),
    })),
    units,
  };
}

/** Gives the read "locations" with its types. */
export function readLocations(snapshot: Snapshot): readonly StockLocation[] {
  return records(snapshot, "locations").map((record) => ({
    id: record.id,
    name: requiredText(record, "name"),
    barcode: text(record, "barcode"),
    parent: reference(record, "location_id"),
  }));
}

function required(record: OdooRecord, field: string): number {
  const id = reference(record, field);
  if (id === null)
    throw new Error(`Field ${field} of record ${record.id} is empty, though Odoo requires it.`);
  return id;
}

function productOf(record: OdooRecord, units: Units): StockProduct {
  const unit = units.get(required(record, "uom_id"));
  if (unit === undefined) throw new Error(`The unit of product ${record.id} is not among the units read.`);
  const code = text(record, "default_code");
  const tracking = text(record, "tracking");
  return {
    id: record.id,
    label: code ?? requiredText(record, "name"),
    code,
    barcode: text(record, "barcode"),
    unit,
    units: [unit.id, ...references(record, "uom_ids")],
    tracking: tracking === "lot" || tracking === "serial" ? tracking : "none",
    isStorable: record.is_storable === true,
    isGoods: text(record, "type") !== "service",
  };
}

/** Gives the quants of a location and of the locations in it. */
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

/** Gives what the quants hold together. */
export function total(quants: readonly Quant[]): Decimal {
  return quants.reduce((sum, { quantity }) => sum.plus(quantity), new Decimal(0));
}
