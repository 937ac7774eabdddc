import { z } from "zod";
import { pricePolicy } from "../../kit/tolerance.ts";

/** What may be changed on an order without asking a person; set on the connection. */
export const orderResponsePolicy = pricePolicy.extend({
  /** A promised day may be later than ours by so many days. */
  date_tolerance_days: z.number().min(0).default(7),
  /** A quantity may be lower than ordered by so many percent. */
  quantity_decrease_percent: z.number().min(0).max(100).default(100),
  /** How many days goods of this supplier are on their way; null: not known, and a day of shipment is a question. */
  transit_days: z.number().int().min(0).nullable().default(null),
  /** Charges that an answer adds may come to so much, in the order's currency. */
  charge_tolerance_amount: z.number().min(0).default(0),
  /** A backorder with a promised day within the tolerance stays on the order. */
  accept_backorders: z.boolean().default(true),
});
export type OrderResponsePolicy = z.infer<typeof orderResponsePolicy>;
