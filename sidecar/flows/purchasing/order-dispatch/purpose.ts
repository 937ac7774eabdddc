import type { Order } from "../../../documents/order.ts";
import type { AppliedDocument } from "../../flow.ts";
import { sameContent } from "../../kit/same-content.ts";

/**
 * Returns the purpose of an order that is sent again: "duplicate" if its content is the same as before, otherwise "replacement".
 * Returns undefined if the vendor has not received an order with this number yet. `sent` contains only earlier dispatches that
 * succeeded, not ones that were rejected or whose arrival was never confirmed.
 */
export function purposeOf(order: Order, sent: readonly AppliedDocument[]): Order["purpose"] {
  const before = sent.flatMap(({ output }) => (output?.type === "Order" ? output : [])).at(-1);
  if (before === undefined) return undefined;
  return sameContent(content(order), content(before)) ? "duplicate" : "replacement";
}

function content({ purpose: _purpose, ...rest }: Order): object {
  return rest;
}
