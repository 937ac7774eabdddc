import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import type { Finding, Link, Plan } from "../flow.ts";
import { exceptionPlan } from "../kit/findings.ts";
import type { PurchaseOrder } from "./purchase-order.ts";
import { say } from "./terms.ts";

/** The confirmed order that a partner's document refers to, or a plan that raises an exception if there is none. */
export type OrderChoice = { readonly order: PurchaseOrder } | Extract<Plan, { exception: unknown }>;

/**
 * Returns the confirmed order with this number, or an exception if there is none or more than one. For a cancelled or unconfirmed
 * order, the exception is UNKNOWN_ORDER too, with a link to the order. CONFLICT is not used because it would be retried forever,
 * and LINE_REJECTED is not used because it means that the vendor rejected the order.
 */
export function chosenOrder(
  number: string,
  orders: readonly PurchaseOrder[],
  connection: ConnectionProfile,
  partner: string,
): OrderChoice {
  if (connection.partnerId === null) return noPartner(connection);
  const named = orders.filter((order) => order.name === number);
  const [order, ...others] = named;
  if (order === undefined) return unknown(number, partner);
  if (others.length > 0) return several(number, named);
  return order.state === "purchase" ? { order } : notConfirmed(order);
}

function noPartner(connection: ConnectionProfile): OrderChoice {
  const text = say("connection-without-partner", { connection: connection.name });
  return exceptionPlan([{ code: "UNKNOWN_PARTNER", field: "partner", text }], [], say("suggest-partner"));
}

function unknown(order: string, vendor: string): OrderChoice {
  const text = say("order-unknown", { order, vendor });
  return exceptionPlan([{ code: "UNKNOWN_ORDER", field: "order", theirs: order, text }], []);
}

function several(order: string, orders: readonly PurchaseOrder[]): OrderChoice {
  const text = say("order-number-not-unique", { order, count: orders.length });
  const links: Link[] = orders.map(({ id }) => ({ model: "purchase.order", id }));
  return exceptionPlan([{ code: "AMBIGUOUS_MATCH", field: "order", theirs: order, text }], links);
}

function notConfirmed({ id, name, state }: PurchaseOrder): OrderChoice {
  const cancelled = state === "cancel";
  const finding: Finding = {
    code: "UNKNOWN_ORDER",
    field: "order",
    theirs: name,
    text: say(cancelled ? "order-cancelled" : "order-not-confirmed", { order: name }),
  };
  const suggestion = say(cancelled ? "suggest-telling-vendor" : "suggest-confirmation");
  return exceptionPlan([finding], [{ model: "purchase.order", id }], suggestion);
}
