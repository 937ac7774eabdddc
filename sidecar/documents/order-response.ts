import { z } from "zod";
import { charge } from "./charge.ts";
import type { DocumentDeclaration } from "./declaration.ts";
import { calendarDate, decimalString, item, party, price, quantity } from "./values.ts";

/**
 * The seller's answer to a line or a part of it. A line may be answered in several parts (six pieces accepted for Monday, four
 * backordered), with one entry for each in the sender's order.
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
  /** If absent, the part is the whole line. */
  quantity: quantity.optional(),
  /** The date promised by the seller. */
  date: calendarDate.optional(),
  /**
   * The meaning of the date: arrival or shipment; "requested" is the buyer's requested date, repeated by the seller; "none" means
   * that the seller explicitly promises no date.
   */
  dateMeaning: z.enum(["delivery", "ship", "requested", "none"]).optional(),
  price: price.optional(),
  /** The price is still open: an accompanying price does not apply. */
  pricePending: z.literal(true).optional(),
  /** The item offered as a substitute. */
  substitute: item.optional(),
  note: z.string().optional(),
});

export const orderResponseLine = z.object({
  /** The buyer's line number as repeated by the seller; absent if the seller omits it. */
  id: z.string().min(1).optional(),
  item,
  /** Quantity and price as repeated or restated by the seller. */
  quantity: quantity.optional(),
  price: price.optional(),
  parts: z.array(orderResponsePart),
  charges: z.array(charge).optional(),
});

/** The seller's response to an order (UBL 2.1 OrderResponse). */
export const orderResponse = z.object({
  type: z.literal("OrderResponse"),
  /** The seller's number of the response, or else one derived from the order number. */
  id: z.string().min(1),
  orderReference: z.string().min(1),
  sellerReference: z.string().optional(),
  issueDate: calendarDate.optional(),
  /** "detail" means that the lines contain the answer. An order accepted or rejected as a whole needs no lines. */
  response: z.enum(["accepted", "detail", "rejected"]),
  /** The lines contain only exceptions: lines that are not mentioned are accepted as ordered. */
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
  /** Payment terms that the seller announces, as text. */
  paymentTerms: z.string().optional(),
  lines: z.array(orderResponseLine),
  /** Charges and allowances that the seller announces for the whole order. */
  charges: z.array(charge).optional(),
  /** The sender's own count of lines (CTT01), if stated. */
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
