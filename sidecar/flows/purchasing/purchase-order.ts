import type { Decimal } from "decimal.js";
import type { Unit } from "../kit/units.ts";

/** A barcode of the product or of one of its packs, with the ID of the unit that it stands for. */
export type ProductBarcode = { readonly unit: number; readonly barcode: string };

export type Product = {
  readonly id: number;
  /** Our own item number (internal reference), or null if the product has none. */
  readonly code: string | null;
  readonly name: string;
  readonly barcodes: readonly ProductBarcode[];
  /** The partner's item numbers for the product, preferred one first. */
  readonly vendorCodes: readonly string[];
  /** The IDs of its own unit and of its packagings. */
  readonly units: readonly number[];
  /** The quantity that limits its bills, according to its bill control policy: the ordered or the received one. */
  readonly billControl: "ordered" | "received";
};

/** A line of a purchase order with a product. Sections, notes and down payments are omitted. */
export type PurchaseLine = {
  readonly id: number;
  /** The line number in documents that are exchanged with partners. */
  readonly number: number;
  readonly product: Product;
  readonly description: string;
  /** The note to the vendor, or null if there is none: see `readNotes`. */
  readonly note: string | null;
  readonly unit: Unit;
  readonly ordered: Decimal;
  /** The price of one `unit` before the discount, as stored in Odoo. */
  readonly listPrice: Decimal;
  readonly discount: Decimal;
  /** The price of one `unit` after the discount, as partners see it. */
  readonly price: Decimal;
  /** The expected date (YYYY-MM-DD) in `timeZone`, or null if the line has none. */
  readonly expected: string | null;
  /** The instant of the expected date as stored in Odoo (UTC), or null if the line has none. */
  readonly expectedAt: string | null;
  /** The company's IANA time zone. */
  readonly timeZone: string;
  /** The date of the order (YYYY-MM-DD) in `timeZone`, or null if unknown. */
  readonly orderedOn: string | null;
  readonly received: Decimal;
  /** The invoiced quantity as displayed in Odoo: the sum of the quantities on bills, each rounded up to a step of the unit. */
  readonly invoiced: Decimal;
  /** The exact sum of the quantities on bills, without rounding. Null if the flow did not read it. */
  readonly billed: Decimal | null;
};

export type PurchaseOrder = {
  readonly id: number;
  readonly name: string;
  readonly state: string;
  /** Whether the order is locked in Odoo, so that people cannot change or cancel it. */
  readonly isLocked: boolean;
  /** The vendor's order number, as stored on the order in Odoo, or null if it is not known yet. */
  readonly vendorReference: string | null;
  readonly currencyId: number | null;
  readonly orderedOn: string | null;
  /** The date (YYYY-MM-DD) of the first receipt of goods, or null if nothing was received. */
  readonly receivedOn: string | null;
  /** Whether all receipts of the order are finished, so that no further goods are expected. */
  readonly isFullyReceived: boolean;
  readonly pickingTypeId: number | null;
  readonly dropShipAddressId: number | null;
  readonly lines: readonly PurchaseLine[];
  /** The descriptions of lines whose product or unit could not be read. A plan must not omit these lines silently. */
  readonly unreadLines: readonly string[];
};

/** Returns the text that identifies a product: our item number, if it has one, and its name. */
export function itemLabel(product: Product): string {
  return product.code === null ? product.name : `${product.code} ${product.name}`;
}
