import type { Order } from "../../../documents/order.ts";
import type { AppliedDocument } from "../../flow.ts";
import { sameContent } from "../../kit/same-content.ts";

/**
 * Returns the purpose of an order whose number the vendor has received before: duplicate if the content is the same, otherwise
 * replacement. Returns undefined if `sent`, the earlier dispatches that succeeded, is empty. It does not contain dispatches that
 * were rejected or whose arrival was never confirmed.
 */
export function purposeOf(order: Order, sent: readonly AppliedDocument[]): Order["purpose"] {
  const before = sent.flatMap(({ output }) => (output?.type === "Order" ? output : [])).at(-1);
  if (before === undefined) return undefined;
  return sameContent(content(order), content(before)) ? "duplicate" : "replacement";
}

function content({ purpose: _purpose, ...rest }: Order): object {
  return rest;
}
