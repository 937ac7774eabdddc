import { join } from "node:path";
import { foundAfternoon } from "./afternoon.ts";
import { type AfternoonRecords, readAfternoon } from "./afternoon-records.ts";
import type { Day, DayBill, DayExchange, DayOrder } from "./day.ts";
import { type ExchangeRow, inboundExchanges, outboundExchanges, triggerExchanges } from "./exchanges.ts";
import { type BillRecord, type OdooRecords, readRecords } from "./odoo-records.ts";
import type { Played, Stage } from "./play.ts";
import type { Totals } from "./script.ts";

/** A message as the sidecar lists it. */
type MessageSummary = { readonly traceId: string; readonly deliveries: number };

/** All results of one run, in Odoo and in the sidecar. */
export type Found = {
  readonly inbound: readonly ExchangeRow[];
  readonly outbound: readonly ExchangeRow[];
  /** The exchanges for the triggers that the billing system received, in order. */
  readonly triggers: readonly ExchangeRow[];
  readonly records: OdooRecords;
  readonly afternoon: AfternoonRecords;
  readonly messages: readonly MessageSummary[];
};

/** Reads the results of a run. */
export async function find(
  { environment, odoo, sidecar }: Stage,
  { run, orders, deliveries }: Played,
): Promise<Found> {
  const traceIds = deliveries.map(({ traceId }) => traceId);
  const orderIds = [...orders.values()].map(({ id }) => id);
  const listed = await sidecar.operator<{ messages: MessageSummary[] }>("GET", "/v1/messages?limit=200");
  const inbound = await inboundExchanges(odoo, traceIds);
  const encounters = encountersOf(inbound);
  const triggerFolder = join(environment.sidecar.dropFolder, "billing", "outbox");
  return {
    inbound,
    outbound: await outboundExchanges(odoo, orderIds),
    triggers: await triggerExchanges(odoo, encounters),
    afternoon: await readAfternoon(odoo, run, triggerFolder, encounters),
    records: await readRecords(odoo, orderIds, `-${run}-`),
    messages: listed.body.messages.filter(({ traceId }) => traceIds.includes(traceId)),
  };
}

/** Returns the pseudonyms of the encounters that the EHR reported. */
const encountersOf = (inbound: readonly ExchangeRow[]): string[] => [
  ...new Set(
    inbound.flatMap(({ document_type, document_number }) =>
      document_type === "Encounter" && document_number ? [document_number] : [],
    ),
  ),
];

/** Returns the actual results of the day. */
export function foundDay(found: Found, played: Played): Day {
  const name = nameRecords(found, played);
  return {
    orders: [...played.orders].map(([letter, { id }]) => orderOf(letter, id, found.records)),
    bills: found.records.bills.map((bill) => billOf(bill, found.records, played)),
    afternoon: foundAfternoon(found.afternoon),
    exchanges: [
      ...found.outbound.map((row) => exchangeOf(`${name(row)}'s ${row.document_code}`, row, name(row))),
      ...found.inbound.map((row) => exchangeOf(`step ${stepOf(row, played)}`, row, name(row))),
      ...found.triggers.map((row, index) => exchangeOf(`billing trigger ${index + 1}`, row, name(row))),
    ],
    answers: played.deliveries.map(({ step, answer }) => ({ step: step.id, answer })),
    totals: totalsOf(found),
  };
}

/** Returns the totals of the day. A duplicate is counted as another delivery of the message that arrived first. */
export function totalsOf({ inbound, outbound, triggers, messages }: Found): Totals {
  const delivered = messages.reduce((sum, { deliveries }) => sum + deliveries, 0);
  return {
    sent: outbound.filter(({ state }) => state === "done").length,
    triggers: triggers.filter(({ state }) => state === "done").length,
    delivered,
    duplicates: delivered - messages.length,
    received: messages.length,
    applied: inbound.filter(({ state }) => state === "done").length,
    exceptions: inbound.filter(({ state }) => state === "attention").length,
  };
}

/** Returns the ID of the step that delivered the document of an exchange. */
export function stepOf({ trace_id }: ExchangeRow, { deliveries }: Played): string | undefined {
  return deliveries.find(({ traceId }) => traceId === trace_id)?.step.id;
}

/**
 * Returns a function that returns the name that the script uses for the record that an exchange opens, or null if it opens none.
 */
function nameRecords({ records, afternoon }: Found, { orders }: Played): (row: ExchangeRow) => string | null {
  const letters = new Map([...orders].map(([letter, { id }]) => [id, letter]));
  const moves = new Map([
    ...records.bills.map(({ id, ref }) => [id, `bill ${ref}`] as const),
    ...afternoon.invoices.map(({ id, ref }) => [id, `invoice ${ref}`] as const),
  ]);
  const transfers = new Map(afternoon.transfers.map(({ id, origin }) => [id, `transfer ${origin}`]));
  return ({ res_model, res_id }) => {
    if (!res_model) return null;
    if (res_model === "purchase.order" && letters.has(res_id)) return `order ${letters.get(res_id)}`;
    const named = { "account.move": moves, "stock.picking": transfers }[res_model]?.get(res_id);
    return named ?? `${res_model} ${res_id}`;
  };
}

function exchangeOf(name: string, row: ExchangeRow, opens: string | null): DayExchange {
  const { state, acknowledgement } = row;
  return {
    name,
    document: row.document_code || null,
    state,
    reason: row.reason_code || null,
    acknowledgement,
    opens,
  };
}

function orderOf(letter: string, id: number, { orders, orderLines, items }: OdooRecords): DayOrder {
  const order = orders.find((one) => one.id === id);
  const lines = orderLines.filter(({ order_id }) => order_id[0] === id);
  return {
    letter,
    state: order?.integration_state ?? "not in Odoo",
    reference: order?.partner_ref || null,
    lines: lines.map((line) => ({
      line: line.suture_line_number,
      item: items.get(line.product_id[0]) ?? line.product_id[1],
      unit: line.product_uom_id[1],
      quantity: line.product_qty,
      price: line.price_unit,
      expectedOn: line.date_planned.slice(0, 10),
      invoiced: line.qty_invoiced,
    })),
  };
}

function billOf(bill: BillRecord, { billLines, items }: OdooRecords, { orders }: Played): DayBill {
  const [letter] = [...orders].find(([, { name }]) => name === bill.invoice_origin) ?? [null];
  return {
    number: bill.ref || "none",
    order: letter,
    state: bill.state,
    invoicedOn: bill.invoice_date || "none",
    dueOn: bill.invoice_date_due || "none",
    total: bill.amount_total,
    tax: bill.amount_tax,
    lines: billLines
      .filter(({ move_id }) => move_id[0] === bill.id)
      .map(({ product_id, name, quantity, price_unit }) => ({
        name: (product_id && items.get(product_id[0])) || name || "none",
        quantity,
        price: price_unit,
      })),
  };
}
