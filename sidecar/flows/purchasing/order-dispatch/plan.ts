import { reasons } from "../../../documents/reason-codes.ts";
import type { Finding, Link, OutboxTrigger, Plan, PlanContext, Snapshot } from "../../flow.ts";
import { decimalsOf } from "../../kit/cents.ts";
import { forPerson, gravest, listed } from "../../kit/findings.ts";
import { records, requiredText } from "../../kit/snapshot.ts";
import { itemLabel, type PurchaseOrder, partnerName, readPurchaseOrders } from "../purchase-order.ts";
import { deliverTo } from "./delivery-address.ts";
import { itemIdentifiers, orderDocument, ordered } from "./order-document.ts";
import { purposeOf } from "./purpose.ts";

type Context = PlanContext<unknown>;

/**
 * Decides what is sent for a confirmed purchase order: the order as a document, or nothing when a part of it cannot be
 * said in a way that the supplier is sure to understand.
 */
export function planOrderDispatch(
  trigger: OutboxTrigger,
  snapshot: Snapshot,
  { connection, today, history = [] }: Context,
): Plan {
  const supplier = partnerName(snapshot, connection);
  const order = readPurchaseOrders(snapshot, connection).find(({ id }) => id === trigger.id);
  if (order === undefined) return gone(trigger, supplier);
  const links: Link[] = [{ model: "purchase.order", id: order.id }];
  if (order.state !== "purchase") return notConfirmed(order, links);
  const currency = records(snapshot, "currencies").find(({ id }) => id === order.currencyId);
  const [first, ...others] = [...unsayable(order), ...dropShipped(order)];
  if (first !== undefined) return forPerson([first, ...others], links, suggestionFor([first, ...others]));
  const code = currency === undefined ? connection.currency : requiredText(currency, "name");
  const written = orderDocument(order, connection, {
    currency: code,
    decimals: decimalsOf(snapshot, code),
    company: companyName(snapshot),
    supplier,
    issueDate: order.orderedOn ?? today,
    deliverTo: deliverTo(order, snapshot),
  });
  const purpose = purposeOf(written, history);
  const document = purpose === undefined ? written : { ...written, purpose };
  const lines = `${document.lines.length} ${document.lines.length === 1 ? "line" : "lines"}`;
  return {
    send: { document, links, note: `Order with ${lines} to ${supplier}${again[purpose ?? "first"]}.` },
  };
}

const again = {
  first: "",
  duplicate: ", sent again as a duplicate",
  replacement: ", sent again with changes",
};

function companyName(snapshot: Snapshot): string {
  const [company] = records(snapshot, "companies");
  if (company === undefined) throw new Error("The company of the connection was not read.");
  return requiredText(company, "name");
}

function gone({ number }: OutboxTrigger, supplier: string): Plan {
  const text = `The order ${number} is no longer in Odoo, or no longer an order to ${supplier}: nothing was sent.`;
  return forPerson([{ code: "UNKNOWN_ORDER", field: "order", ours: number, text }], [], "Dismiss this.");
}

/** Cancelled between confirmation and sending. Not CONFLICT, which would be tried again for ever. */
function notConfirmed(order: PurchaseOrder, links: readonly Link[]): Plan {
  const state = order.state === "cancel" ? "cancelled" : "no longer confirmed";
  const text = `The order ${order.name} is ${state} in Odoo: nothing was sent.`;
  const suggestion = "Dismiss this; or confirm the order again and try again.";
  return forPerson([{ code: "UNKNOWN_ORDER", field: "order", ours: order.name, text }], links, suggestion);
}

/** Lines that the supplier could not understand, or would understand wrongly. */
function unsayable(order: PurchaseOrder): Finding[] {
  const unread = order.unreadLines.map((name): Finding => {
    return {
      code: "UNKNOWN_ITEM",
      field: "item",
      ours: name,
      text: `The product of line "${name}" cannot be read.`,
    };
  });
  const lines = ordered(order);
  if (lines.length === 0 && unread.length === 0) {
    const text = `The order ${order.name} has no line that orders anything: nothing was sent.`;
    return [{ code: "UNKNOWN_ITEM", field: "item", ours: order.name, text }];
  }
  return [...unread, ...lines.flatMap((line) => [...unnamedItem(line), ...unnamedUnit(line)])];
}

function unnamedItem(line: PurchaseOrder["lines"][number]): Finding[] {
  if (itemIdentifiers(line).length > 0) return [];
  const text = `Line ${line.number} (${line.product.name}) has no number that the supplier knows.`;
  return [{ code: "UNKNOWN_ITEM", line: String(line.number), item: line.product.name, field: "item", text }];
}

function unnamedUnit(line: PurchaseOrder["lines"][number]): Finding[] {
  if (line.unit.code !== null) return [];
  const text = `Line ${line.number} (${itemLabel(line.product)}) is in ${line.unit.name}, which has no UN/ECE code.`;
  const item = line.product.code ?? line.product.name;
  return [
    { code: "UNKNOWN_UNIT", line: String(line.number), item, field: "unit", ours: line.unit.name, text },
  ];
}

/** The address of a drop shipment is a customer's: it is not sent until a flow is made for it. */
function dropShipped(order: PurchaseOrder): Finding[] {
  if (order.dropShipAddressId === null) return [];
  const text = `The order ${order.name} is to be delivered to a customer's address, which cannot be sent yet.`;
  return [{ code: "UNKNOWN_LOCATION", field: "location", ours: order.name, text }];
}

function suggestionFor(findings: readonly [Finding, ...Finding[]]): string {
  const code = gravest(findings);
  const units = [
    ...new Set(findings.flatMap((each) => (each.code === "UNKNOWN_UNIT" ? (each.ours ?? []) : []))),
  ];
  if (code === "UNKNOWN_UNIT" && units.length > 0) {
    return `Enter the UN/ECE code of the unit ${listed(units)} (for example BX for a box), then try again.`;
  }
  if (code === "UNKNOWN_ITEM")
    return "Enter the supplier's item number on the product's vendor list, then try again.";
  return reasons[code].suggestion;
}
