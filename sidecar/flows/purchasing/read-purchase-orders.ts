import { Decimal } from "decimal.js";
import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import { UTC, type WallClock, wallClock } from "../../documents/days.ts";
import type { OdooRecord, Snapshot } from "../flow.ts";
import { dayAt, decimal, records, reference, references, requiredText, text } from "../kit/snapshot.ts";
import { readUnits, type Units } from "../kit/units.ts";
import type { Product, ProductBarcode, PurchaseLine, PurchaseOrder } from "./purchase-order.ts";
import { readNotes } from "./read-notes.ts";

/**
 * Builds the purchase orders from the records found by the reads of `purchaseOrderReads`. Dates are in the given time zone, by
 * default UTC.
 */
export function readPurchaseOrders(
  snapshot: Snapshot,
  { timeZone = UTC }: Partial<Pick<ConnectionProfile, "timeZone">> = {},
): PurchaseOrder[] {
  const zone: Zone = { timeZone, clock: wallClock(timeZone) };
  const units = readUnits(records(snapshot, "units"));
  const products = readProducts(snapshot);
  const all = records(snapshot, "lines");
  const lines = all.filter(ordersSomething);
  const notes = readNotes(all);
  return records(snapshot, "orders").map((order) =>
    readOrder(
      order,
      lines.filter((line) => reference(line, "order_id") === order.id),
      products,
      units,
      zone,
      notes,
    ),
  );
}

type Zone = { readonly timeZone: string; readonly clock: WallClock };

function ordersSomething(line: OdooRecord): boolean {
  const isDownPayment = reference(line, "product_id") === null && decimal(line, "product_qty").isZero();
  return text(line, "display_type") === null && !isDownPayment;
}

function readOrder(
  order: OdooRecord,
  found: readonly OdooRecord[],
  products: ReadonlyMap<number, Product>,
  units: Units,
  zone: Zone,
  notes: ReadonlyMap<number, string>,
): PurchaseOrder {
  const orderedOn = dayAt(order, "date_order", zone.clock);
  const lines = found.map((line, index) =>
    readLine(line, index + 1, products, units, { ...zone, orderedOn, note: notes.get(line.id) ?? null }),
  );
  return {
    id: order.id,
    name: requiredText(order, "name"),
    state: requiredText(order, "state"),
    isLocked: order.locked === true,
    vendorReference: text(order, "partner_ref"),
    currencyId: reference(order, "currency_id"),
    orderedOn,
    receivedOn: dayAt(order, "effective_date", zone.clock),
    isFullyReceived: text(order, "receipt_status") === "full",
    pickingTypeId: reference(order, "picking_type_id"),
    dropShipAddressId: reference(order, "dest_address_id"),
    lines: lines.filter((line) => line !== null),
    unreadLines: found.flatMap((line, index) => (lines[index] === null ? [text(line, "name") ?? ""] : [])),
  };
}

/** Builds the products, by ID, from the records "products", "packs" and "supplier_items". */
export function readProducts(snapshot: Snapshot): ReadonlyMap<number, Product> {
  const packs = records(snapshot, "packs");
  const vendorItems = records(snapshot, "supplier_items");
  return new Map(
    records(snapshot, "products").map((product) => [
      product.id,
      {
        id: product.id,
        code: text(product, "default_code"),
        name: requiredText(product, "name"),
        barcodes: barcodesOf(product, packs),
        vendorCodes: vendorCodesOf(product, vendorItems),
        units: unitsOf(product),
        // Like Odoo, which bills received quantities unless the product says otherwise.
        billControl: text(product, "purchase_method") === "purchase" ? "ordered" : "received",
      },
    ]),
  );
}

function unitsOf(product: OdooRecord): number[] {
  const own = reference(product, "uom_id");
  return [...(own === null ? [] : [own]), ...references(product, "uom_ids")];
}

function barcodesOf(product: OdooRecord, packs: readonly OdooRecord[]): ProductBarcode[] {
  const barcode = text(product, "barcode");
  const unit = reference(product, "uom_id");
  const own = barcode === null || unit === null ? [] : [{ unit, barcode }];
  const ofPacks = packs
    .filter((pack) => reference(pack, "product_id") === product.id)
    .map((pack) => ({ unit: reference(pack, "uom_id") ?? 0, barcode: requiredText(pack, "barcode") }));
  return [...own, ...ofPacks];
}

/** Returns the vendor's item numbers for a product. Entries for this variant precede entries for the whole template. */
function vendorCodesOf(product: OdooRecord, entries: readonly OdooRecord[]): string[] {
  const template = reference(product, "product_tmpl_id");
  const variant = entries.filter((entry) => reference(entry, "product_id") === product.id);
  const general = entries.filter(
    (entry) =>
      reference(entry, "product_id") === null &&
      template !== null &&
      reference(entry, "product_tmpl_id") === template,
  );
  return [...new Set([...variant, ...general].map((entry) => requiredText(entry, "product_code")))];
}

function readLine(
  line: OdooRecord,
  position: number,
  products: ReadonlyMap<number, Product>,
  units: Units,
  { timeZone, clock, orderedOn, note }: Zone & Pick<PurchaseLine, "orderedOn" | "note">,
): PurchaseLine | null {
  const product = products.get(reference(line, "product_id") ?? 0);
  const unit = units.get(reference(line, "product_uom_id") ?? 0);
  if (product === undefined || unit === undefined) return null;
  const listPrice = decimal(line, "price_unit");
  const discount = decimal(line, "discount");
  const number = decimal(line, "suture_line_number").toNumber();
  return {
    id: line.id,
    number: number > 0 ? number : position,
    product,
    description: text(line, "name") ?? product.name,
    note,
    unit,
    ordered: decimal(line, "product_qty"),
    listPrice,
    discount,
    // Odoo stores prices as floating-point numbers, so digits beyond the ninth decimal are rounding errors.
    price: listPrice.times(new Decimal(100).minus(discount)).dividedBy(100).toDecimalPlaces(9),
    expected: dayAt(line, "date_planned", clock),
    expectedAt: text(line, "date_planned"),
    timeZone,
    orderedOn,
    received: decimal(line, "qty_received"),
    invoiced: decimal(line, "qty_invoiced"),
    billed: typeof line.suture_qty_billed === "number" ? decimal(line, "suture_qty_billed") : null,
  };
}

/** Returns the name of the connection's partner in Odoo or, if there is no partner, the name of the connection. */
export function partnerName(snapshot: Snapshot, connection: ConnectionProfile): string {
  const [partner] = records(snapshot, "partner");
  return partner === undefined ? connection.name : requiredText(partner, "name");
}
