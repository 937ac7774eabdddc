import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Invoice } from "../../../sidecar/documents/invoice.ts";
import type { OrderResponse } from "../../../sidecar/documents/order-response.ts";
import { flows } from "../../../sidecar/flows/catalogue.ts";
import type { FlowInput, ReadRequest } from "../../../sidecar/flows/flow.ts";
import { invoice as billed, receipt, refund, withdrawal } from "./billing/billing-documents.ts";
import { movementLine, movementOf } from "./billing/departments.ts";
import { profile } from "./northfield.ts";
import { requisitionOf } from "./purchasing/requisitions.ts";

/** What the flows read is what Odoo's side allows: the list in Python and the reads in TypeScript agree. */

const list = fileURLToPath(new URL("../../../odoo_addon/suture/gateway/allow_list.py", import.meta.url));

/** Where the fields lead that the reads' conditions pass through. */
const leadsTo: Readonly<Record<string, string>> = {
  "account.move.line.move_id": "account.move",
  "account.payment.suture_refunded_payment_id": "account.payment",
  "purchase.order.line.order_id": "purchase.order",
  "product.product.purchase_order_line_ids": "purchase.order.line",
  "product.uom.product_id": "product.product",
  "product.product.product_uom_ids": "product.uom",
  "product.product.crosswalk_ids": "suture.crosswalk",
  "stock.location.crosswalk_ids": "suture.crosswalk",
  "stock.location.location_id": "stock.location",
  "stock.lot.product_id": "product.product",
  "stock.lot.quant_ids": "stock.quant",
  "stock.quant.product_id": "product.product",
  "stock.quant.location_id": "stock.location",
  "product.supplierinfo.product_tmpl_id": "product.template",
  "product.template.product_variant_ids": "product.product",
  "res.partner.commercial_partner_id": "res.partner",
  "res.country.state.country_id": "res.country",
  "suture.crosswalk.connection_id": "suture.connection",
  "suture.exchange.connection_id": "suture.connection",
};

const allowed = readAllowList();

function readAllowList(): ReadonlyMap<string, ReadonlySet<string>> {
  const [, read = ""] = /^READ = \{\n(.*?)^\}/ms.exec(readFileSync(list, "utf8")) ?? [];
  const models = read.matchAll(/^ {4}"([\w.]+)": \{(.*?)\}/gms);
  return new Map(
    [...models].map(([, model = "", fields = ""]) => [
      model,
      new Set([...fields.matchAll(/"(\w+)"/g)].map(([, field = ""]) => field)),
    ]),
  );
}

function refused({ model, fields, domain, order }: ReadRequest): string[] {
  const ordering = (order ?? "").split(",").map((term) => term.trim().split(" ")[0] ?? "");
  const paths = domain.flatMap((leaf) => (typeof leaf === "string" ? [] : [leaf[0]]));
  return [...fields, ...ordering.filter((field) => field !== ""), ...paths].flatMap((path) =>
    refusedPath(model, path),
  );
}

function refusedPath(model: string, path: string): string[] {
  const [field = "", ...rest] = path.split(".");
  if (allowed.get(model)?.has(field) !== true) return [`${model}.${field}`];
  return rest.length === 0 ? [] : refusedPath(leadsTo[`${model}.${field}`] ?? "nowhere", rest.join("."));
}

const item = { ids: [{ scheme: "seller", id: "HM-10041" }] };
const quantity = { value: "1", unit: "BX" };

const answer: OrderResponse = {
  type: "OrderResponse",
  id: "P00012",
  orderReference: "P00012",
  response: "detail",
  lines: [{ item, quantity, parts: [] }],
};

const bill: Invoice = {
  type: "Invoice",
  id: "HM-70012",
  issueDate: "2026-11-25",
  currency: "USD",
  orderReference: "P00012",
  lines: [{ item, quantity, price: { amount: "1", currency: "USD" }, amount: "1.00" }],
  charges: [{ code: "D240", amount: "1.00" }],
  taxes: [],
  total: "2.00",
};

const inputs: readonly FlowInput[] = [
  {
    type: "OutboxTrigger",
    key: "1",
    event: "order.confirmed",
    model: "purchase.order",
    id: 12,
    number: "P00012",
  },
  answer,
  bill,
  billed(),
  withdrawal(),
  receipt(),
  refund(),
  movementOf([movementLine({ lot: { number: "LS2601A" } })]),
  requisitionOf(),
];

describe("every read of a flow is one that the gateway answers", () => {
  test("the list is found", () => expect(allowed.get("purchase.order")?.has("name")).toBe(true));

  test.each(inputs.map((input) => [input.type, input] as const))("%s", (_type, input) => {
    const flow = flows.find((each) => each.accepts(input));
    const reads = Object.entries(flow?.reads(input, profile) ?? {});
    expect(reads.length).toBeGreaterThan(0);
    expect(reads.flatMap(([name, request]) => refused(request).map((what) => `${name}: ${what}`))).toEqual(
      [],
    );
  });
});
