import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import type { Finding, Link, Plan } from "../flow.ts";
import { forPerson } from "../kit/findings.ts";
import type { PurchaseOrder } from "./purchase-order.ts";

/** The one confirmed order that a partner's document is about, or the exception that says why there is none. */
export type OrderChoice = { readonly order: PurchaseOrder } | Extract<Plan, { exception: unknown }>;

/**
 * Gives the confirmed order with that number. An order that was cancelled, or is not confirmed yet, is UNKNOWN_ORDER
 * too: of the reasons that a person works, it is the one about the order's number. (CONFLICT would be tried again for
 * ever, and LINE_REJECTED is the supplier's word.) The exception then opens the order.
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
  const text = `The connection ${connection.name} has no partner in Odoo: nobody's orders can be looked up.`;
  return forPerson(
    [{ code: "UNKNOWN_PARTNER", field: "partner", text }],
    [],
    "Enter the partner on the connection, then try again.",
  );
}

function unknown(number: string, partner: string): OrderChoice {
  const text = `There is no order ${number} from us to ${partner}.`;
  return forPerson([{ code: "UNKNOWN_ORDER", field: "order", theirs: number, text }], []);
}

function several(number: string, orders: readonly PurchaseOrder[]): OrderChoice {
  const text = `There are ${orders.length} orders with the number ${number}.`;
  const links: Link[] = orders.map(({ id }) => ({ model: "purchase.order", id }));
  return forPerson([{ code: "AMBIGUOUS_MATCH", field: "order", theirs: number, text }], links);
}

function notConfirmed(order: PurchaseOrder): OrderChoice {
  const cancelled = order.state === "cancel";
  const finding: Finding = {
    code: "UNKNOWN_ORDER",
    field: "order",
    theirs: order.name,
    ours: cancelled ? "cancelled" : "not confirmed",
    text: cancelled
      ? `The order ${order.name} was cancelled in Odoo.`
      : `The order ${order.name} is not confirmed in Odoo.`,
  };
  const suggestion = cancelled
    ? "Tell the supplier that the order is cancelled, then dismiss this."
    : "Confirm the order if it is to stand, then try again.";
  return forPerson([finding], [{ model: "purchase.order", id: order.id }], suggestion);
}
