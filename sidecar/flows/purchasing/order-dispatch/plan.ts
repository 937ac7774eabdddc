import type { Order } from "../../../documents/order.ts";
import type { Term } from "../../../terms/term.ts";
import type { Finding, Link, OutboxTrigger, Plan, PlanContext, Snapshot } from "../../flow.ts";
import { decimalsOf } from "../../kit/currencies.ts";
import { exceptionPlan, gravest } from "../../kit/findings.ts";
import { records, requiredText } from "../../kit/snapshot.ts";
import { suggestionFor } from "../../kit/suggestions.ts";
import { about, named } from "../order-line.ts";
import type { PurchaseOrder } from "../purchase-order.ts";
import { partnerName, readPurchaseOrders } from "../read-purchase-orders.ts";
import { endsWithChange, readSentLines } from "../sent-order.ts";
import { deliverTo } from "./delivery-address.ts";
import { itemIdentifiers, orderDocument, ordered } from "./order-document.ts";
import { purposeOf } from "./purpose.ts";
import { say } from "./terms.ts";

type Context = PlanContext<unknown>;

/**
 * Plans the dispatch of a purchase order. The plan sends the order as a document, or raises an exception if the order is not
 * confirmed, is a drop shipment, or contains something that the vendor could not understand.
 */
export function planOrderDispatch(
  trigger: OutboxTrigger,
  snapshot: Snapshot,
  { connection, today, history = [] }: Context,
): Plan {
  const vendor = partnerName(snapshot, connection);
  const order = readPurchaseOrders(snapshot, connection).find(({ id }) => id === trigger.id);
  if (order === undefined) return gone(trigger, vendor);
  const links: Link[] = [{ model: "purchase.order", id: order.id }];
  if (order.state !== "purchase") return notConfirmed(order, links);
  const currency = records(snapshot, "currencies").find(({ id }) => id === order.currencyId);
  const [first, ...others] = [...unsayable(order), ...dropShipped(order)];
  if (first !== undefined) return exceptionPlan([first, ...others], links, suggestion([first, ...others]));
  const code = currency === undefined ? connection.currency : requiredText(currency, "name");
  const written = orderDocument(order, connection, {
    currency: code,
    decimals: decimalsOf(snapshot, code),
    company: companyName(snapshot),
    vendor,
    issueDate: order.orderedOn ?? today,
    deliverTo: deliverTo(order, snapshot),
  });
  const purpose = purposeOf(written, history, endsWithChange(readSentLines(snapshot, order.id)));
  const document = purpose === undefined ? written : { ...written, purpose };
  return { send: { document, links, note: noteOf(document, vendor) } };
}

function noteOf({ lines, purpose }: Order, vendor: string): Term {
  const suffix = purpose === "duplicate" ? "-again" : purpose === "replacement" ? "-with-changes" : "";
  return lines.length === 1
    ? say(`sent-line${suffix}`, { vendor })
    : say(`sent-lines${suffix}`, { vendor, count: lines.length });
}

function companyName(snapshot: Snapshot): string {
  const [company] = records(snapshot, "companies");
  if (company === undefined) throw new Error("The company of the connection was not read.");
  return requiredText(company, "name");
}

function gone({ number }: OutboxTrigger, vendor: string): Plan {
  const text = say("gone", { order: number, vendor });
  const finding: Finding = { code: "UNKNOWN_ORDER", field: "order", ours: number, text };
  return exceptionPlan([finding], [], say("suggest-dismissal"));
}

/**
 * Returns the exception for an order that is no longer confirmed in Odoo, for example because it was cancelled before its
 * dispatch. CONFLICT is not used, because it would be retried forever.
 */
function notConfirmed(order: PurchaseOrder, links: readonly Link[]): Plan {
  const text = say(order.state === "cancel" ? "cancelled" : "not-confirmed", { order: order.name });
  const finding: Finding = { code: "UNKNOWN_ORDER", field: "order", ours: order.name, text };
  return exceptionPlan([finding], links, say("suggest-confirmation"));
}

/**
 * Returns findings about what the vendor could not understand: lines without a readable product, without an item number or
 * without a unit code, or an order without lines.
 */
function unsayable(order: PurchaseOrder): Finding[] {
  const unread = order.unreadLines.map((description): Finding => {
    const text = say("product-not-readable", { description });
    return { code: "UNKNOWN_ITEM", field: "item", ours: description, text };
  });
  const lines = ordered(order);
  if (lines.length === 0 && unread.length === 0) {
    const text = say("without-lines", { order: order.name });
    return [{ code: "UNKNOWN_ITEM", field: "item", ours: order.name, text }];
  }
  return [...unread, ...lines.flatMap((line) => [...unnamedItem(line), ...unnamedUnit(line)])];
}

function unnamedItem(line: PurchaseOrder["lines"][number]): Finding[] {
  if (itemIdentifiers(line).length > 0) return [];
  const text = say("item-without-number", { line: String(line.number), item: line.product.name });
  return [{ code: "UNKNOWN_ITEM", line: String(line.number), item: line.product.name, field: "item", text }];
}

function unnamedUnit(line: PurchaseOrder["lines"][number]): Finding[] {
  if (line.unit.code !== null) return [];
  const text = say("unit-without-code", { ...named(line), unit: line.unit.name });
  return [{ code: "UNKNOWN_UNIT", ...about(line), field: "unit", ours: line.unit.name, text }];
}

/**
 * Returns a finding if the order is a drop shipment, that is, delivered to a customer's address. The sidecar cannot send such
 * orders yet.
 */
function dropShipped(order: PurchaseOrder): Finding[] {
  if (order.dropShipAddressId === null) return [];
  const text = say("drop-shipment", { order: order.name });
  return [{ code: "UNKNOWN_LOCATION", field: "location", ours: order.name, text }];
}

function suggestion(findings: readonly [Finding, ...Finding[]]): Term {
  const code = gravest(findings);
  const units = findings.flatMap((each) => (each.code === "UNKNOWN_UNIT" ? (each.ours ?? []) : []));
  const [unit, ...others] = new Set(units);
  if (code === "UNKNOWN_UNIT" && unit !== undefined)
    return others.length === 0
      ? say("suggest-unit-code", { unit })
      : say("suggest-unit-codes", { units: { all: [unit, ...others] } });
  return code === "UNKNOWN_ITEM" ? say("suggest-item-number") : suggestionFor(code);
}
