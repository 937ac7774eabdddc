import type { OrderResponse } from "../../../documents/order-response.ts";
import type { ConfirmedDispatch } from "../../flow.ts";
import type { PurchaseOrder } from "../purchase-order.ts";

/**
 * Returns the outgoing documents that the vendor must have received to respond like this: the order and, if the response states
 * the number of one of our changes, that change.
 */
export function confirmedBy(
  { changeSequence: sequence }: OrderResponse,
  { name: number }: PurchaseOrder,
): ConfirmedDispatch[] {
  const accepted = { status: "accepted", errors: [] } as const;
  const order = { document: { type: "Order", number }, ...accepted } as const;
  if (sequence === undefined) return [order];
  return [order, { document: { type: "OrderChange", number, sequence }, ...accepted }];
}
