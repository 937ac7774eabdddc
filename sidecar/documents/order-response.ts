import { z } from "zod";
import { charge } from "./charge.ts";
import type { DocumentDeclaration } from "./declaration.ts";
import { calendarDate, decimalString, item, party, price, quantity } from "./values.ts";

/**
 * The seller's answer for one line or a part of it. One line may be answered in several parts (six pieces accepted for Monday,
 * four backordered): one entry each, in the sender's order.
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
  /** Absent: the whole line. */
  quantity: quantity.optional(),
  /** The date promised by the seller. */
  date: calendarDate.optional(),
  /**
   * The date of arrival, or of shipment; "requested": the buyer's requested date, repeated by the seller; "none": the seller
   * expressly promises no date.
   */
  dateMeaning: z.enum(["delivery", "ship", "requested", "none"]).optional(),
  price: price.optional(),
  /** The price is still open: any price stated next to it does not apply. */
  pricePending: z.literal(true).optional(),
  /** The item offered instead, when substituted. */
  substitute: item.optional(),
  note: z.string().optional(),
});

export const orderResponseLine = z.object({
  /** The buyer's line number as the seller repeats it; absent when the seller leaves it out. */
  id: z.string().min(1).optional(),
  item,
  /** Quantity and price as the seller repeats or restates them. */
  quantity: quantity.optional(),
  price: price.optional(),
  parts: z.array(orderResponsePart),
  charges: z.array(charge).optional(),
});

/** The seller's answer to an order (UBL 2.1 OrderResponse). */
export const orderResponse = z.object({
  type: z.literal("OrderResponse"),
  /** The seller's number of the answer; without one, made from the order's. */
  id: z.string().min(1),
  orderReference: z.string().min(1),
  sellerReference: z.string().optional(),
  issueDate: calendarDate.optional(),
  /** "detail": see the lines. Accepted or rejected as a whole needs no lines. */
  response: z.enum(["accepted", "detail", "rejected"]),
  /** The lines name exceptions only: lines not mentioned are accepted as ordered. */
  onlyExceptions: z.literal(true).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  seller: party.optional(),
  buyer: party.optional(),
  /** The promised date for lines without one. */
  date: calendarDate.optional(),
  dateMeaning: z.enum(["delivery", "ship", "requested", "none"]).optional(),
  /** Payment terms that the seller announces, in words. */
  paymentTerms: z.string().optional(),
  lines: z.array(orderResponseLine),
  /** Charges and allowances that the seller announces for the whole order. */
  charges: z.array(charge).optional(),
  /** The sender's own count of lines (CTT01), when it gives one. */
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
    response: { choices: { accepted: "Accepted as ordered", detail: "See the lines" } },
    dateMeaning: { choices: dateMeanings },
    "lines.*.parts.*.dateMeaning": { choices: dateMeanings },
    "lines.*.parts.*.status": {
      label: "Answer",
      choices: { changed: "Accepted with changes", partial: "Partly accepted" },
    },
  },
} satisfies DocumentDeclaration;
