import type { OdooClient } from "../clients/odoo.ts";

/** The records that the check reads, as Odoo returns them. An empty value is `false`, and a many2one is a pair of ID and name. */
type Named = readonly [id: number, name: string];

export type OrderRecord = {
  readonly id: number;
  readonly integration_state: string;
  readonly partner_ref: string | false;
};
export type OrderLineRecord = {
  readonly order_id: Named;
  readonly suture_line_number: number;
  readonly product_id: Named;
  readonly product_uom_id: Named;
  readonly product_qty: number;
  readonly price_unit: number;
  readonly date_planned: string;
  readonly qty_invoiced: number;
};
export type BillRecord = {
  readonly id: number;
  readonly ref: string | false;
  readonly state: string;
  readonly invoice_origin: string | false;
  readonly invoice_date: string | false;
  readonly invoice_date_due: string | false;
  readonly amount_total: number;
  readonly amount_tax: number;
};
export type BillLineRecord = {
  readonly move_id: Named;
  readonly product_id: Named | false;
  readonly name: string | false;
  readonly quantity: number;
  readonly price_unit: number;
};

/**
 * The records of orders, of all bills for them and of bills with a certain number. `items` contains our item numbers by product
 * ID.
 */
export type OdooRecords = {
  readonly orders: readonly OrderRecord[];
  readonly orderLines: readonly OrderLineRecord[];
  readonly bills: readonly BillRecord[];
  readonly billLines: readonly BillLineRecord[];
  readonly items: ReadonlyMap<number, string>;
};

/** Reads the orders with these IDs, and the bills for them or with `billNumber` in their reference. */
export async function readRecords(
  odoo: OdooClient,
  orderIds: readonly number[],
  billNumber: string,
): Promise<OdooRecords> {
  const orders = await odoo.searchRead<OrderRecord>(
    "purchase.order",
    [["id", "in", orderIds]],
    ["integration_state", "partner_ref"],
  );
  const orderLines = await readOrderLines(odoo, orderIds);
  const bills = await readBills(odoo, orderIds, billNumber);
  const billLines = await readBillLines(odoo, bills);
  const products = [...orderLines, ...billLines].flatMap((line) =>
    line.product_id ? [line.product_id[0]] : [],
  );
  return { orders, orderLines, bills, billLines, items: await readItems(odoo, products) };
}

function readOrderLines(odoo: OdooClient, orderIds: readonly number[]): Promise<OrderLineRecord[]> {
  return odoo.searchRead(
    "purchase.order.line",
    [["order_id", "in", orderIds]],
    [
      "order_id",
      "suture_line_number",
      "product_id",
      "product_uom_id",
      "product_qty",
      "price_unit",
      "date_planned",
      "qty_invoiced",
    ],
    { order: "suture_line_number" },
  );
}

function readBills(odoo: OdooClient, orderIds: readonly number[], number: string): Promise<BillRecord[]> {
  return odoo.searchRead(
    "account.move",
    [
      ["move_type", "in", ["in_invoice", "in_refund"]],
      "|",
      ["ref", "like", number],
      ["invoice_line_ids.purchase_line_id.order_id", "in", orderIds],
    ],
    ["ref", "state", "invoice_origin", "invoice_date", "invoice_date_due", "amount_total", "amount_tax"],
    { order: "id" },
  );
}

function readBillLines(odoo: OdooClient, bills: readonly BillRecord[]): Promise<BillLineRecord[]> {
  return odoo.searchRead(
    "account.move.line",
    [
      ["move_id", "in", bills.map(({ id }) => id)],
      ["display_type", "=", "product"],
    ],
    ["move_id", "product_id", "name", "quantity", "price_unit"],
    { order: "id" },
  );
}

async function readItems(odoo: OdooClient, products: readonly number[]): Promise<Map<number, string>> {
  const rows = await odoo.searchRead<{ id: number; default_code: string | false }>(
    "product.product",
    [["id", "in", [...new Set(products)]]],
    ["default_code"],
  );
  return new Map(rows.map(({ id, default_code }) => [id, default_code || `product ${id}`]));
}
