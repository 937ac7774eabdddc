import type { Decimal } from "decimal.js";
import type { Unit } from "../kit/units.ts";

/** A barcode of the product or of one of its packs: it identifies the product in that unit. */
export type ProductBarcode = { readonly unit: number; readonly barcode: string };

export type Product = {
  readonly id: number;
  /** Our own item number (internal reference). */
  readonly code: string | null;
  readonly name: string;
  readonly barcodes: readonly ProductBarcode[];
  /** The partner's item numbers for it, the preferred one first. */
  readonly vendorCodes: readonly string[];
  /** Its own unit and its packagings. */
  readonly units: readonly number[];
};

/** A line of a purchase order that orders something; sections, notes and down payments are left out. */
export type PurchaseLine = {
  readonly id: number;
  /** The line number that partners use. */
  readonly number: number;
  readonly product: Product;
  readonly description: string;
  readonly unit: Unit;
  readonly ordered: Decimal;
  /** As stored, before the discount. */
  readonly listPrice: Decimal;
  readonly discount: Decimal;
  /** Of one `unit`, after the discount: the price that partners see. */
  readonly price: Decimal;
  /** The day it is expected (YYYY-MM-DD), in `timeZone`. */
  readonly expected: string | null;
  /** The same instant as Odoo stores it. */
  readonly expectedAt: string | null;
  /** The company's time zone. */
  readonly timeZone: string;
  /** The day of its order. */
  readonly orderedOn: string | null;
  readonly received: Decimal;
  /** As Odoo shows it: the sum of the bills' quantities, each rounded up. */
  readonly invoiced: Decimal;
  /** The exact sum of the bills' quantities in their own units, or null when it was not read. */
  readonly billed: Decimal | null;
};

export type PurchaseOrder = {
  readonly id: number;
  readonly name: string;
  readonly state: string;
  /** The vendor's own number of the order, as entered on it. */
  readonly vendorReference: string | null;
  readonly currencyId: number | null;
  readonly orderedOn: string | null;
  /** The day of its first receipt. */
  readonly receivedOn: string | null;
  readonly pickingTypeId: number | null;
  readonly dropShipAddressId: number | null;
  readonly lines: readonly PurchaseLine[];
  /** Descriptions of lines whose product or unit could not be read: no plan may silently leave them out. */
  readonly unreadLines: readonly string[];
};

/** Returns our item number and name of a product. */
export function itemLabel(product: Product): string {
  return product.code === null ? product.name : `${product.code} ${product.name}`;
}
