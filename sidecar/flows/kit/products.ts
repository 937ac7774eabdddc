import type { OdooRecord, Snapshot } from "../flow.ts";
import type { NumberedProduct } from "./item-matching.ts";
import { records, references, requiredReference, requiredText, text } from "./snapshot.ts";
import { readUnits, type Unit, type Units } from "./units.ts";

/** A product of Odoo with the data needed to stock it. */
export type StockProduct = NumberedProduct & {
  /** Our item number, or the product's name if it has no item number. */
  readonly label: string;
  readonly unit: Unit;
  /** The IDs of its stock unit and packagings. */
  readonly units: readonly number[];
  readonly tracking: "none" | "lot" | "serial";
  /**
   * Whether Odoo tracks the stock of the product. The stock of a consumable is not tracked, so it cannot run short and has no
   * lots.
   */
  readonly isStorable: boolean;
  readonly isGoods: boolean;
};

/** A pack with its own barcode: the IDs of its product and its unit. */
export type Pack = { readonly product: number; readonly unit: number; readonly barcode: string };

/** The products, packs and units in Odoo among which items are looked up. */
export type ProductCatalogue = {
  readonly products: readonly StockProduct[];
  readonly packs: readonly Pack[];
  readonly units: Units;
};

/** Builds the product catalogue from the records found by the reads "products", "packs" and "units". */
export function readCatalogue(snapshot: Snapshot): ProductCatalogue {
  const units = readUnits(records(snapshot, "units"));
  return {
    products: records(snapshot, "products").map((record) => productOf(record, units)),
    packs: records(snapshot, "packs").map((record) => ({
      product: requiredReference(record, "product_id"),
      unit: requiredReference(record, "uom_id"),
      barcode: requiredText(record, "barcode"),
    })),
    units,
  };
}

function productOf(record: OdooRecord, units: Units): StockProduct {
  const unit = units.get(requiredReference(record, "uom_id"));
  if (unit === undefined) throw new Error(`The unit of product ${record.id} is not among the units read.`);
  const code = text(record, "default_code");
  const barcode = text(record, "barcode");
  const tracking = text(record, "tracking");
  return {
    id: record.id,
    label: code ?? requiredText(record, "name"),
    code,
    barcodes: barcode === null ? [] : [barcode],
    vendorCodes: [],
    unit,
    units: [unit.id, ...references(record, "uom_ids")],
    tracking: tracking === "lot" || tracking === "serial" ? tracking : "none",
    isStorable: record.is_storable === true,
    isGoods: text(record, "type") !== "service",
  };
}
