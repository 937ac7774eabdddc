import { z } from "zod";
import type { DocumentDeclaration } from "./declaration.ts";
import { goodsQuantity, tracedLot } from "./lots.ts";
import { packageTreeIssues, shippedPackage } from "./packages.ts";
import { strict } from "./strict.ts";
import { calendarDate, decimalString, item, party } from "./values.ts";

export const despatchLine = z.strictObject({
  /** The seller's number of the line. */
  id: z.string().min(1).optional(),
  orderReference: z.string().min(1).optional(),
  /** The buyer's line number of the order line, if the seller states it. */
  orderLineReference: z.string().min(1).optional(),
  item,
  /** The shipped quantity. Zero if the line only reports what was not shipped. */
  quantity: goodsQuantity,
  orderedQuantity: goodsQuantity.optional(),
  /** The part of the order line that is not in this shipment. `rest` states what becomes of it. */
  openQuantity: goodsQuantity.optional(),
  /** What becomes of the rest of the order line: it follows, it never comes, or the seller has not stated it (absent). */
  rest: z.enum(["backordered", "cancelled"]).optional(),
  /** The lots of the shipped goods. */
  lots: z.array(tracedLot).optional(),
  /** The packages that contain the goods of the line, with their quantity in each. */
  packedIn: z
    .array(z.strictObject({ package: z.string().min(1), quantity: goodsQuantity.optional() }))
    .optional(),
  note: z.string().optional(),
});

/**
 * A seller's advice that goods were shipped, or are about to be (UBL 2.1 DespatchAdvice, X12 856, EDIFACT DESADV). Each
 * `packages[].parent` and `packedIn[].package` is the id of a package of the document, and no package contains itself. An advice
 * belongs to the aggregate of its shipment; several orders may be in one shipment.
 */
export const despatchAdvice = strict({
  type: z.literal("DespatchAdvice"),
  /** The seller's number of the advice or of the shipment. */
  id: z.string().min(1),
  /** Why the advice is sent again. Absent if it is sent for the first time. */
  purpose: z.enum(["replacement", "cancellation"]).optional(),
  issueDate: calendarDate,
  /** The day on which the goods left the seller or, if it is in the future, are to leave it. */
  shippedDate: calendarDate.optional(),
  /** The day on which the seller expects the goods to arrive. */
  estimatedDate: calendarDate.optional(),
  /** The order, if the whole shipment is for one. */
  orderReference: z.string().min(1).optional(),
  sellerReference: z.string().min(1).optional(),
  /** The number of the bill of lading. */
  billOfLading: z.string().min(1).optional(),
  seller: party.optional(),
  buyer: party.optional(),
  shipFrom: party.optional(),
  deliverTo: party.optional(),
  /** The carrier, by its SCAC (scheme "scac"), its GLN or its name. */
  carrier: party.optional(),
  trackingNumbers: z.array(z.string().min(1)).optional(),
  packages: z.array(shippedPackage).optional(),
  lines: z.array(despatchLine).min(1),
  note: z.string().optional(),
  /** The number of lines as stated by the sender, to detect missing lines. Absent if it is not stated. */
  statedLineCount: decimalString.optional(),
}).superRefine((document, context) => {
  for (const issue of packageTreeIssues(document.packages ?? [], document.lines)) context.addIssue(issue);
});
export type DespatchAdvice = z.infer<typeof despatchAdvice>;

export const despatchAdviceDocument = {
  label: "Despatch advice",
  schema: despatchAdvice,
  fields: {
    id: { fixed: true },
    orderReference: { addable: true },
    estimatedDate: { addable: true },
    "lines.*.packedIn.*.package": { fixed: true },
    "lines.*.rest": { choices: { backordered: "Will follow", cancelled: "Will not be delivered" } },
  },
} satisfies DocumentDeclaration;
