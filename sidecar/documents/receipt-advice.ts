import { z } from "zod";
import type { DocumentDeclaration } from "./declaration.ts";
import { goodsQuantity, tracedLot } from "./lots.ts";
import { strict } from "./strict.ts";
import { calendarDate, decimalString, item, party } from "./values.ts";

/**
 * A part of a line that was not received as advised. "rejected", "damaged" and "over" are part of the received quantity; "short" is
 * the quantity that did not arrive.
 */
export const receiptDeviation = z.strictObject({
  kind: z.enum(["rejected", "damaged", "short", "over"]),
  quantity: goodsQuantity,
  /** The number of the lot that the deviation concerns. */
  lotReference: z.string().min(1).optional(),
  /** The sender's code of the reason, such as X12 element 412. */
  code: z.string().min(1).optional(),
  reason: z.string().optional(),
});

export const receiptLine = z.strictObject({
  id: z.string().min(1).optional(),
  orderReference: z.string().min(1).optional(),
  orderLineReference: z.string().min(1).optional(),
  /** The line number of the despatch advice. */
  despatchLineReference: z.string().min(1).optional(),
  item,
  /** The quantity that arrived, including what was rejected or is damaged. */
  received: goodsQuantity,
  deviations: z.array(receiptDeviation).optional(),
  /** The lots of the received goods. */
  lots: z.array(tracedLot).optional(),
  note: z.string().optional(),
});

/**
 * A receiver's advice about the goods that arrived (UBL 2.1 ReceiptAdvice, X12 861 and 944, EDIFACT RECADV). It belongs to the
 * aggregate of the shipment or, if it names none, of the order.
 */
export const receiptAdvice = strict({
  type: z.literal("ReceiptAdvice"),
  /** The receiver's number of the advice. */
  id: z.string().min(1),
  purpose: z.enum(["replacement", "cancellation"]).optional(),
  issueDate: calendarDate,
  receivedDate: calendarDate.optional(),
  orderReference: z.string().min(1).optional(),
  /** The number of the despatch advice or of the shipment. */
  despatchReference: z.string().min(1).optional(),
  seller: party.optional(),
  buyer: party.optional(),
  /** The place where the goods were received. */
  deliverTo: party.optional(),
  carrier: party.optional(),
  lines: z.array(receiptLine).min(1),
  note: z.string().optional(),
  statedLineCount: decimalString.optional(),
});
export type ReceiptAdvice = z.infer<typeof receiptAdvice>;

export const receiptAdviceDocument = {
  label: "Receipt advice",
  schema: receiptAdvice,
  fields: {
    id: { fixed: true },
    orderReference: { addable: true },
    despatchReference: { addable: true },
    "lines.*.deviations.*.kind": { label: "What happened", choices: { short: "Missing", over: "Too many" } },
  },
} satisfies DocumentDeclaration;
