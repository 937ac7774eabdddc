import { z } from "zod";
import { charge } from "./charge.ts";
import type { DocumentDeclaration } from "./declaration.ts";
import { calendarDate, decimalString, item, party, price, quantity } from "./values.ts";

/**
 * The seller's response to an order line or to a part of its quantity. A line may have several parts, for example six pieces
 * accepted for Monday and four backordered. They are in the order in which the seller lists them.
 */
export const orderResponsePart = z.object({
  status: z.enum([
    "accepted",
    "backordered",
    "changed",
    "quantity-changed",
    "price-changed",
    "date-changed",
    "substituted",
    "rejected",
    "partial",
  ]),
  /** The quantity that the part concerns. If absent, the part concerns the whole line. */
  quantity: quantity.optional(),
  /** The date that the seller states for the part. `dateMeaning` states what it means. */
  date: calendarDate.optional(),
  /**
   * The meaning of the date: "delivery" is the day of arrival, "ship" the day of shipment, "requested" the buyer's requested
   * date, which the seller only restates. "none" means that the seller explicitly promises no date.
   */
  dateMeaning: z.enum(["delivery", "ship", "requested", "none"]).optional(),
  price: price.optional(),
  /** True if the seller has not decided on the price yet, so that an accompanying `price` does not apply. */
  pricePending: z.literal(true).optional(),
  /** The item that the seller offers instead of the ordered one. */
  substitute: item.optional(),
  note: z.string().optional(),
});

export const orderResponseLine = z.object({
  /** The buyer's line number as restated by the seller. Absent if the seller omits it. */
  id: z.string().min(1).optional(),
  item,
  /** The quantity and price of the order line as the seller states them, which may differ from the order. */
  quantity: quantity.optional(),
  price: price.optional(),
  parts: z.array(orderResponsePart),
  charges: z.array(charge).optional(),
});

/** The seller's response to an order (UBL 2.1 OrderResponse). */
export const orderResponse = z.object({
  type: z.literal("OrderResponse"),
  /** The seller's number of the response or, if there is none, a number derived from the order number. */
  id: z.string().min(1),
  orderReference: z.string().min(1),
  /**
   * What the seller responds to: the order (also if this is absent), one of our changes to it, or our cancellation. "nothing" means
   * that the seller asks for a change on its own initiative or, if the response is "rejected", cancels the order.
   */
  respondsTo: z.enum(["order", "change", "cancellation", "nothing"]).optional(),
  /** The number of the change to which the seller responds (`sequence` of the OrderChange). Absent if the seller omits it. */
  changeSequence: z.int().min(1).max(99_999_999).optional(),
  sellerReference: z.string().optional(),
  issueDate: calendarDate.optional(),
  /**
   * The response to the order as a whole. "detail" means that each line has its own response. If the order is accepted or
   * rejected as a whole, lines are not required.
   */
  response: z.enum(["accepted", "detail", "rejected"]),
  /** True if the seller lists only lines with deviations, so that all other order lines are accepted as ordered. */
  onlyExceptions: z.literal(true).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  seller: party.optional(),
  buyer: party.optional(),
  /** The date promised for lines without a date of their own. */
  date: calendarDate.optional(),
  dateMeaning: z.enum(["delivery", "ship", "requested", "none"]).optional(),
  /** Payment terms that the seller announces, as text. */
  paymentTerms: z.string().optional(),
  lines: z.array(orderResponseLine),
  /** Charges and allowances that the seller announces for the whole order. */
  charges: z.array(charge).optional(),
  /** The number of lines as stated by the sender (CTT01), to detect missing lines. Absent if it is not stated. */
  statedLineCount: decimalString.optional(),
});
export type OrderResponse = z.infer<typeof orderResponse>;
export type OrderResponseLine = z.infer<typeof orderResponseLine>;
export type OrderResponsePart = z.infer<typeof orderResponsePart>;

const dateMeanings = {
  delivery: "Day of arrival",
  ship: "Day of shipment",
  requested: "Our requested date",
  none: "No date promised",
};

export const orderResponseDocument = {
  label: "Order response",
  schema: orderResponse,
  fields: {
    date: { addable: true },
    sellerReference: { addable: true },
    changeSequence: { fixed: true },
    respondsTo: {
      fixed: true,
      choices: {
        order: "Our order",
        change: "Our change",
        cancellation: "Our cancellation",
        nothing: "Nothing (change by the vendor)",
      },
    },
    response: { choices: { accepted: "Accepted as ordered", detail: "See the lines" } },
    dateMeaning: { choices: dateMeanings },
    "lines.*.parts.*.dateMeaning": { choices: dateMeanings },
    "lines.*.parts.*.status": {
      label: "Status",
      choices: { changed: "Accepted with changes", partial: "Partially accepted" },
    },
  },
} satisfies DocumentDeclaration;
