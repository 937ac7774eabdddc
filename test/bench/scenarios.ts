import { randomUUID } from "node:crypto";
import { newControlNumber } from "../../dev/clients/control-number.ts";
import { dayFromNow } from "../support/days.ts";
import { invoice, orderResponse } from "../support/x12-text.ts";
import type { OrmCall, Stage } from "./odoo-side.ts";

/** A message as a partner publishes it to `suture.inbound`. */
export type Publication = {
  readonly routingKey: string;
  readonly contentType: string;
  readonly body: string;
};

/** One kind of document, as Suture receives it and as an integration without Suture would enter it. */
export type Scenario = {
  readonly code: "a" | "b" | "c";
  readonly name: string;
  /** The journal's type of the resulting documents. */
  readonly documentType: string;
  readonly messages: (stage: Stage, count: number) => readonly Publication[];
  /** One call per document. */
  readonly calls: (stage: Stage, count: number) => readonly OrmCall[];
};

/** Of the orders that are answered and billed. */
export const LINES_OF_ORDERS = 5;
export const LINES_OF_REQUISITIONS = 10;
const envelope = () => ({ control: newControlNumber(), sender: "BENCHSUPPLY" });
const edi = (code: string, body: string): Publication => ({
  routingKey: `edi.bench-edi.${code}`,
  contentType: "application/edi-x12",
  body,
});

/** Every run promises another date than the one before, so that each one changes every line. */
let shift = 0;
const nextDay = () => {
  shift = (shift + 1) % 5;
  return new Date(Date.UTC(2026, 11, 1 + shift)).toISOString().slice(0, 10);
};

const answers: Scenario = {
  code: "a",
  name: "855s on existing orders",
  documentType: "OrderResponse",
  messages(stage, count) {
    const day = nextDay().replaceAll("-", "");
    return stage.orders.slice(0, count).map(({ name }) => {
      const lines = itemsOf(stage).map(({ supplierCode }, index) => ({
        line: index + 1,
        quantity: 1000,
        unit: "EA",
        price: 10,
        item: supplierCode,
        answers: [["IA", "1000", "EA", "067", day]],
      }));
      return edi("855", orderResponse(name, lines, envelope()));
    });
  },
  calls(stage, count) {
    const vals = { date_planned: `${nextDay()} 12:00:00` };
    return stage.orders.slice(0, count).map(({ id, lines }) => ({
      model: "purchase.order",
      method: "write",
      ids: [id],
      vals: { order_line: lines.map((line) => [1, line, vals]) },
    }));
  },
};

const bills: Scenario = {
  code: "b",
  name: "810s into draft bills",
  documentType: "Invoice",
  messages: (stage, count) =>
    stage.orders.slice(0, count).map(({ name }) => {
      const lines = itemsOf(stage).map(({ supplierCode }, index) => {
        return { line: index + 1, quantity: 1, price: 10, unit: "EA", item: supplierCode };
      });
      return edi("810", invoice(newNumber("BI"), name, lines, LINES_OF_ORDERS * 1000, envelope()));
    }),
  calls: (stage, count) =>
    stage.orders.slice(0, count).map(({ lines }) => ({
      model: "account.move",
      method: "create",
      vals_list: [
        {
          move_type: "in_invoice",
          partner_id: stage.supplier,
          ref: newNumber("BJ"),
          invoice_date: dayFromNow(0),
          invoice_line_ids: itemsOf(stage).map(({ id }, index) => [
            0,
            0,
            {
              product_id: id,
              quantity: 1,
              price_unit: 10,
              product_uom_id: stage.unit,
              purchase_line_id: lines[index],
            },
          ]),
        },
      ],
    })),
};

const orders: Scenario = {
  code: "c",
  name: "requisitions into orders of ten lines",
  documentType: "Requisition",
  messages: requisitionsBy("bench-erp"),
  calls: (stage, count) =>
    Array.from({ length: count }, () => ({
      model: "purchase.order",
      method: "create",
      vals_list: [
        {
          partner_id: stage.supplier,
          origin: newNumber("BO"),
          picking_type_id: stage.receipts,
          order_line: someProducts(stage).map(({ id }) => [
            0,
            0,
            {
              product_id: id,
              product_qty: 2,
              product_uom_id: stage.unit,
              price_unit: 10,
              date_planned: `${dayFromNow(7)} 12:00:00`,
            },
          ]),
        },
      ],
    })),
};

export const scenarios: readonly Scenario[] = [answers, bills, orders];

/** Requisitions of ten lines as the system of a connection publishes them. */
export function requisitionsBy(connection: string): Scenario["messages"] {
  return (stage, count) => Array.from({ length: count }, () => requisitionEvent(stage, connection));
}

function requisitionEvent(stage: Stage, connection: string): Publication {
  const data = {
    type: "Requisition",
    id: newNumber("BR"),
    issueDate: dayFromNow(0),
    department: [{ scheme: "department", id: "DEP-CLE" }],
    requestedDate: dayFromNow(7),
    lines: someProducts(stage).map(({ code }, index) => ({
      id: String(index + 1),
      item: { ids: [{ scheme: "buyer", id: code }] },
      quantity: { value: "2", unit: "C62" },
    })),
  };
  const event = {
    specversion: "1.0",
    id: randomUUID(),
    source: "urn:bench:erp",
    type: "health.suture.requisition.v1",
    data,
  };
  return {
    routingKey: `erp.${connection}.requisition`,
    contentType: "application/cloudevents+json",
    body: JSON.stringify(event),
  };
}

/** Ten of the items, different ones each time: departments do not all request the same. */
let turn = 0;
function someProducts({ products }: Stage) {
  turn += 1;
  const every = products.length / LINES_OF_REQUISITIONS;
  return products.filter((_, index) => (index + turn) % every === 0);
}

const itemsOf = ({ products }: Stage) => products.slice(0, LINES_OF_ORDERS);
const newNumber = (prefix: string) => `${prefix}-${newControlNumber()}`;
