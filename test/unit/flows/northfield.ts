import type { ConnectionProfile } from "../../../sidecar/documents/connection-profile.ts";
import type { OdooRecord, Snapshot } from "../../../sidecar/flows/flow.ts";

/** The records of the fictional Northfield Health as the gateway returns them, as far as plans need them. */

export const units: readonly OdooRecord[] = [
  { id: 1, name: "Units", unece_code: "C62", factor: 1, relative_uom_id: null },
  { id: 2, name: "Box of 10", unece_code: "BX", factor: 10, relative_uom_id: 1 },
  { id: 3, name: "Box of 50", unece_code: "BX", factor: 50, relative_uom_id: 1 },
  { id: 4, name: "Box of 100", unece_code: "BX", factor: 100, relative_uom_id: 1 },
  { id: 5, name: "Case of 10 Boxes", unece_code: "CS", factor: 1000, relative_uom_id: 4 },
  { id: 6, name: "Bottle", unece_code: "BO", factor: 1, relative_uom_id: 1 },
  { id: 7, name: "Roll without a code", unece_code: null, factor: 1, relative_uom_id: 1 },
  { id: 8, name: "kg", unece_code: "KGM", factor: 1000, relative_uom_id: 9 },
  { id: 9, name: "g", unece_code: "GRM", factor: 1, relative_uom_id: null },
];

type Item = {
  readonly id: number;
  readonly code: string | null;
  readonly name: string;
  readonly barcode: string | null;
  readonly unit: number;
  readonly packs: readonly number[];
  readonly supplierCode: string | null;
};

const items: readonly Item[] = [
  item(1001, "NF-1001", "Nitrile exam gloves, small", "9527000010019", 1, [4, 5], "HM-10040"),
  item(1002, "NF-1002", "Nitrile exam gloves, medium", "9527000010026", 1, [4, 5], "HM-10041"),
  item(1003, "NF-1003", "Nitrile exam gloves, large", "9527000010033", 1, [4, 5], "HM-10042"),
  item(1004, "NF-1004", "Surgical masks, type IIR", "9527000010040", 1, [3], "HM-10110"),
  item(1008, "NF-1008", "Sharps container 5 l", "9527000010088", 1, [], "HM-10420"),
  item(1005, "NF-1005", "Isolation gown, level 2", "9527000010057", 1, [2], "HM-10125"),
  item(1006, "NF-1006", "Alcohol prep pads", "9527000010064", 1, [4], "HM-10230"),
  item(1009, "NF-1009", "Bouffant caps", "9527000010095", 1, [4], "HM-10150"),
  item(2001, "NF-2001", "Sterile gauze 10 x 10 cm", "9527000020018", 1, [4], "HM-20015"),
  item(2002, "NF-2002", "Adhesive bandage 7.5 x 2.5 cm", "9527000020025", 1, [4], "HM-20031"),
  item(2003, "NF-2003", "Elastic bandage 8 cm", "9527000020032", 1, [2], "HM-20044"),
  item(2004, "NF-2004", "Suture kit, disposable", "9527000020049", 1, [2], "HM-20102"),
  item(2005, "NF-2005", "Hydrocolloid dressing 10 x 10 cm", "9527000020056", 1, [2], "HM-20118"),
  item(2006, "NF-2006", "Transparent film dressing 6 x 7 cm", "9527000020063", 1, [4], "HM-20121"),
  item(1099, null, "Unnamed thing", null, 1, [], null),
];

function item(
  id: number,
  code: string | null,
  name: string,
  barcode: string | null,
  unit: number,
  packs: readonly number[],
  supplierCode: string | null,
): Item {
  return { id, code, name, barcode, unit, packs, supplierCode };
}

/** Returns the ID of a product by our item number, or of a unit by its name. */
export function idOf(name: string): number {
  const found = items.find(({ code }) => code === name) ?? units.find((unit) => unit.name === name);
  if (found === undefined) throw new Error(`Northfield has neither a product nor a unit "${name}".`);
  return found.id;
}

const itemsById = new Map(items.map((each) => [each.id, each]));

/** The values of an order line that differ from the default, ten boxes of medium gloves at 4.50. */
export type LineSetup = {
  readonly number?: number;
  readonly product?: number;
  readonly unit?: number;
  readonly quantity?: number;
  readonly price?: number;
  readonly discount?: number;
  readonly expected?: string | null;
  readonly received?: number;
  /** The bill control policy of the product. By default, bills are based on ordered quantities. */
  readonly control?: "purchase" | "receive";
  readonly invoiced?: number;
  /** The invoiced quantity, not rounded. If absent, Odoo does not return it. */
  readonly billed?: number;
  /** Replaces 15:30 UTC on `expected`. */
  readonly expectedAt?: string;
  readonly section?: boolean;
  /** The description of the line. By default, it is the name of the product. */
  readonly description?: string;
};

export type OrderSetup = {
  readonly id?: number;
  readonly name?: string;
  readonly state?: string;
  readonly locked?: boolean;
  readonly supplierReference?: string | null;
  readonly currency?: number;
  readonly dropShip?: number | null;
  readonly orderedAt?: string;
  /** The time of the first receipt. If absent, nothing was received. */
  readonly receivedAt?: string;
  /** The state of its receipts. By default, Odoo returns none, as without the Inventory app. */
  readonly receiptStatus?: "pending" | "partial" | "full";
  readonly lines?: readonly LineSetup[];
};

export type OdooSetup = {
  readonly orders?: readonly OrderSetup[];
  readonly crosswalk?: readonly (readonly [scheme: string, value: string, model: string, id: number])[];
  readonly bills?: readonly OdooRecord[];
  /** The lines of the order as they were sent: see `sentLine`. */
  readonly sentLines?: readonly OdooRecord[];
  /** The time zone of the company. */
  readonly timeZone?: string;
  /** The records of the document's currency. */
  readonly currencies?: readonly OdooRecord[];
};

const dollar: OdooRecord = { id: 1, name: "USD" };

export const profile: ConnectionProfile = {
  code: "edi-harbor",
  name: "Harbor Medical Supply, EDI",
  kind: "edi",
  environment: "production",
  partnerId: 40,
  companyId: 1,
  currency: "USD",
  timeZone: "UTC",
  identifiers: [
    { owner: "us", scheme: "ZZ", id: "NORTHFIELD" },
    { owner: "partner", scheme: "ZZ", id: "HARBORMED" },
  ],
  format: { code: "x12", version: "004010", options: {} },
  acknowledges: true,
  acknowledgementHours: 24,
  flows: ["order-dispatch", "order-response", "vendor-invoice", "acknowledgement"],
  policy: {},
};

/** Returns the snapshot that the gateway would return for any flow. */
export function snapshotOf(setup: OdooSetup = {}): Snapshot {
  const orders = setup.orders ?? [{}];
  const lines = orders.flatMap((order, index) => lineRecords(order, index));
  const used = new Set(lines.map((line) => line.product_id));
  const products = items.filter(({ id }) => used.has(id));
  const controls = controlsOf(orders);
  return {
    orders: orders.map(orderRecord),
    lines,
    products: products.map((product) => ({
      ...productRecord(product),
      purchase_method: controls.get(product.id) ?? "purchase",
    })),
    packs: products.flatMap(packRecords),
    supplier_items: products.flatMap(supplierItemRecords),
    named_products: items.map(productRecord),
    named_packs: items.flatMap(packRecords),
    named_supplier_items: items.flatMap(supplierItemRecords),
    partner: [{ id: 40, name: "Harbor Medical Supply" }],
    units,
    sent_lines: setup.sentLines ?? [],
    crosswalk: (setup.crosswalk ?? []).map(([scheme, value, res_model, res_id], index) => {
      return { id: index + 1, scheme, value, res_model, res_id };
    }),
    currencies: setup.currencies ?? [dollar],
    bills: setup.bills ?? [],
    companies: [{ id: 1, name: "Northfield Health" }],
    picking_types: [{ id: 21, warehouse_id: 22 }],
    warehouses: [{ id: 22, name: "Central Store", code: "NFCS", partner_id: 23 }],
    addresses: [centralStore],
    states: [{ id: 31, code: "MN" }],
    countries: [{ id: 32, code: "US" }],
  };
}

/** Returns the bill control policies of the products on the orders, as far as their lines state one. */
const controlsOf = (orders: readonly OrderSetup[]): ReadonlyMap<number, string> =>
  new Map(
    orders.flatMap(({ lines = [] }) =>
      lines.flatMap(({ product = 1002, control }) => (control === undefined ? [] : [[product, control]])),
    ),
  );

const centralStore: OdooRecord = {
  id: 23,
  name: "Central Store",
  street: "12 Depot Lane",
  street2: null,
  city: "Northfield",
  zip: "55057",
  state_id: 31,
  country_id: 32,
};

const orderId = (order: OrderSetup, index: number) => order.id ?? 12 + index;

function orderRecord(order: OrderSetup, index: number): OdooRecord {
  return {
    id: orderId(order, index),
    name: order.name ?? "P00012",
    state: order.state ?? "purchase",
    locked: order.locked ?? false,
    partner_ref: order.supplierReference ?? null,
    currency_id: order.currency ?? dollar.id,
    date_order: order.orderedAt ?? "2026-11-20T09:00:00Z",
    date_planned: "2026-11-27T12:00:00Z",
    effective_date: order.receivedAt ?? null,
    receipt_status: order.receiptStatus ?? null,
    picking_type_id: 21,
    dest_address_id: order.dropShip ?? null,
  };
}

/** The ID of a line consists of the order's ID and the position: 1201, 1202 … */
function lineRecords(order: OrderSetup, index: number): OdooRecord[] {
  return (order.lines ?? [{}]).map((line, position) => lineRecord(line, orderId(order, index), position + 1));
}

function lineRecord(line: LineSetup, order: number, position: number): OdooRecord {
  const common = { id: order * 100 + position, order_id: order, suture_line_number: line.number ?? 0 };
  if (line.section === true) {
    return { ...common, display_type: "line_section", product_id: null, name: "Gloves", product_qty: 0 };
  }
  const product = line.product ?? 1002;
  const expected = line.expected === undefined ? "2026-11-27" : line.expected;
  return {
    ...common,
    display_type: null,
    product_id: product,
    name: line.description ?? itemsById.get(product)?.name ?? "",
    product_qty: line.quantity ?? 10,
    product_uom_id: line.unit ?? 4,
    price_unit: line.price ?? 4.5,
    discount: line.discount ?? 0,
    date_planned: line.expectedAt ?? (expected === null ? null : `${expected}T15:30:00Z`),
    qty_received: line.received ?? 0,
    qty_invoiced: line.invoiced ?? 0,
    ...(line.billed === undefined ? {} : { suture_qty_billed: line.billed }),
  };
}

/** Returns the first line of an order as Odoo stores it when it is sent: by default ten boxes of medium gloves at 4.50. */
export function sentLine(over: Readonly<Record<string, unknown>> = {}): OdooRecord {
  return {
    id: 9001,
    order_id: 12,
    version_number: 1,
    change_sequence: 0,
    order_line_id: 1201,
    line_number: 1,
    name: "NF-1002 Nitrile exam gloves, medium",
    product_id: 1002,
    product_uom_id: 4,
    product_uom_name: "Box of 100",
    known_qty: 10,
    known_price: 4.5,
    known_date: "2026-11-27",
    product_qty: 10,
    price_unit: 4.5,
    date_planned: "2026-11-27",
    ...over,
  };
}

function productRecord(product: Item): OdooRecord {
  return {
    id: product.id,
    product_tmpl_id: product.id + 5000,
    default_code: product.code,
    barcode: product.barcode,
    name: product.name,
    uom_id: product.unit,
    uom_ids: product.packs,
  };
}

/** A box of 100 has the GTIN with indicator digit 1 in the demo's data. */
function packRecords(product: Item): OdooRecord[] {
  const boxes: Readonly<Record<number, string>> = {
    1001: "19527000010016",
    1002: "19527000010023",
    1003: "19527000010030",
  };
  const barcode = boxes[product.id];
  return barcode === undefined ? [] : [{ id: product.id, product_id: product.id, uom_id: 4, barcode }];
}

function supplierItemRecords(product: Item): OdooRecord[] {
  if (product.supplierCode === null) return [];
  const template = product.id + 5000;
  return [
    {
      id: product.id,
      product_id: null,
      product_tmpl_id: template,
      product_code: product.supplierCode,
      product_uom_id: 4,
    },
  ];
}
