import type { Order } from "../../../documents/order.ts";
import type { AppliedDocument } from "../../flow.ts";
import { sameContent } from "../../kit/same-content.ts";

/**
 * Returns the purpose of an order that is sent again: "duplicate" if its content is what the vendor has received last, otherwise
 * "replacement". Returns undefined if the vendor has not received an order with this number yet.
 * @param sent earlier dispatches and changes that succeeded, not ones that were rejected or whose arrival was never confirmed
 * @param wasChanged whether a change was sent after the last dispatch in another way, such as by email
 */
export function purposeOf(
  order: Order,
  sent: readonly AppliedDocument[],
  wasChanged: boolean,
): Order["purpose"] {
  const documents = sent.flatMap(({ output }) => output ?? []);
  const before = documents.findLast((each) => each.type === "Order");
  if (before === undefined) return undefined;
  // After a change or a cancellation, the vendor would ignore a duplicate of the order as it was before.
  const isLast = documents.findLast(({ type }) => type === "Order" || type === "OrderChange") === before;
  return isLast && !wasChanged && sameContent(content(order), content(before)) ? "duplicate" : "replacement";
}

function content({ purpose: _purpose, ...rest }: Order): object {
  return rest;
}
