import { z } from "zod";
import type { DocumentDeclaration } from "./declaration.ts";
import { calendarDate, decimalString, item, money, party, quantity } from "./values.ts";

/** A line of an order. `id` is the buyer's line number, by which order responses and invoices refer to the line. */
export const orderLine = z.object({
  id: z.string().min(1),
  item,
  quantity,
  /** The net price of one unit (`quantity.unit`). */
  price: money.optional(),
  requestedDate: calendarDate.optional(),
  note: z.string().optional(),
});

/** A purchase order as sent by the buyer (UBL 2.1 Order). */
export const order = z.object({
  type: z.literal("Order"),
  id: z.string().min(1),
  /**
   * Why the order is sent again: unchanged ("duplicate") or with changes ("replacement"). Absent if it is sent for the first
   * time.
   */
  purpose: z.enum(["duplicate", "replacement"]).optional(),
  issueDate: calendarDate,
  currency: z.string().regex(/^[A-Z]{3}$/),
  buyer: party,
  seller: party,
  deliverTo: party.optional(),
  requestedDate: calendarDate.optional(),
  contractReference: z.string().optional(),
  note: z.string().optional(),
  lines: z.array(orderLine).min(1),
  /** The sum of quantity × price of all lines, without tax. */
  total: decimalString.optional(),
});
export type Order = z.infer<typeof order>;
export type OrderLine = z.infer<typeof orderLine>;

export const orderDocument = {
  label: "Order",
  schema: order,
  fields: { total: { stake: true } },
} satisfies DocumentDeclaration;
