import { z } from "zod";
import type { DocumentDeclaration } from "./declaration.ts";
import { calendarDate, decimalString, item, money, party, quantity } from "./values.ts";

/** What an order line asks for at one time. A value that the line did not have at that time is absent. */
export const orderedValues = z.object({
  item: item.optional(),
  quantity: quantity.optional(),
  /** The net price of one unit (`quantity.unit`). */
  price: money.optional(),
  requestedDate: calendarDate.optional(),
  note: z.string().optional(),
});

/**
 * What the buyer does to a line. "changed" means that more than one value changes, "note-changed" that only the note does, and
 * "replaced" that another item takes the place of the ordered one.
 */
export const lineActions = [
  "quantity-changed",
  "price-changed",
  "date-changed",
  "note-changed",
  "changed",
  "added",
  "deleted",
  "replaced",
  "unchanged",
] as const;

/** A line of an order change. `id` is the line number in the order as it was sent. */
export const orderChangeLine = z.object({
  id: z.string().min(1),
  action: z.enum(lineActions),
  /** The values that the seller knows. Absent if the line is added. */
  before: orderedValues.optional(),
  /** All values that apply from now on, including the unchanged ones. Absent if the line is deleted. */
  now: orderedValues.optional(),
  /** The quantity that the buyer still expects, in the unit of `now`. Absent if it is not known. */
  open: quantity.optional(),
});

/** The values of the order's heading that a change may concern. */
const heading = z.object({
  deliverTo: party.optional(),
  requestedDate: calendarDate.optional(),
  note: z.string().optional(),
});

/** A buyer's change to an order that was sent already, or its cancellation (UBL 2.1 OrderChange, OrderCancellation). */
export const orderChange = z.object({
  type: z.literal("OrderChange"),
  /** The number of the order. */
  id: z.string().min(1),
  /** The seller's number of the order, if it is known. */
  sellerReference: z.string().optional(),
  /** The number of the change within its order, beginning with 1. The seller's response may restate it. */
  sequence: z.int().min(1).max(99_999_999),
  purpose: z.enum(["change", "cancel"]),
  /** The date of the order. */
  orderDate: calendarDate,
  /** The date of the change. */
  issueDate: calendarDate,
  currency: z.string().regex(/^[A-Z]{3}$/),
  buyer: party,
  seller: party,
  ...heading.shape,
  /** The earlier values of the heading, for each value that changes. */
  before: heading.optional(),
  lines: z.array(orderChangeLine),
  /** The sum of quantity × price of all lines after the change, without tax. */
  total: decimalString.optional(),
});
export type OrderChange = z.infer<typeof orderChange>;
export type OrderChangeLine = z.infer<typeof orderChangeLine>;
export type OrderedValues = z.infer<typeof orderedValues>;

export const orderChangeDocument = {
  label: "Order change",
  schema: orderChange,
  fields: {
    sequence: { fixed: true },
    total: { stake: true },
    purpose: { choices: { change: "Change", cancel: "Cancellation" } },
    "lines.*.action": {
      choices: { changed: "Several values changed", replaced: "Replaced by another item" },
    },
  },
} satisfies DocumentDeclaration;
