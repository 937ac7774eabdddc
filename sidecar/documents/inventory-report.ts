import { z } from "zod";
import type { DocumentDeclaration } from "./declaration.ts";
import { lot } from "./lots.ts";
import { strict } from "./strict.ts";
import { calendarDate, decimalString, item, party, price, quantity } from "./values.ts";

/**
 * One quantity of an item, with what it counts. "committed" is on hand but promised to someone, "available" is on hand and promised
 * to nobody; "sold" and "returned" are movements in the period of the report. A stock may be below zero in the sender's books.
 */
export const inventoryQuantity = z.strictObject({
  kind: z.enum([
    "on-hand",
    "available",
    "committed",
    "in-transit",
    "on-order",
    "blocked",
    "sold",
    "returned",
  ]),
  quantity,
  /** The day for which the quantity is stated, if it is not the date of the report: an expected arrival, the day of a sale. */
  date: calendarDate.optional(),
  lot: lot.optional(),
});

export const inventoryLine = z.strictObject({
  id: z.string().min(1).optional(),
  item,
  /** Where the item is. If absent, it is at the place of the document. */
  place: party.optional(),
  quantities: z.array(inventoryQuantity).min(1),
  /** The price of an item that was sold. */
  price: price.optional(),
  /** The contract under which an item was sold (X12 867). */
  contractReference: z.string().min(1).optional(),
});

/**
 * What a partner has in stock, or has sold (UBL 2.1 InventoryReport and ProductActivity, X12 846, 852, 867 and 945, EDIFACT INVRPT).
 * It states quantities at a time, so a later report replaces it. It belongs to the aggregate of its sender and place.
 */
export const inventoryReport = strict({
  type: z.literal("InventoryReport"),
  /** The sender's number of the report. */
  id: z.string().min(1),
  /** "stock" states quantities at one time, "sales" movements in a period. */
  kind: z.enum(["stock", "sales"]),
  issueDate: calendarDate,
  startDate: calendarDate.optional(),
  endDate: calendarDate.optional(),
  seller: party.optional(),
  buyer: party.optional(),
  place: party.optional(),
  lines: z.array(inventoryLine).min(1),
  note: z.string().optional(),
  statedLineCount: decimalString.optional(),
});
export type InventoryReport = z.infer<typeof inventoryReport>;

export const inventoryReportDocument = {
  label: "Inventory report",
  schema: inventoryReport,
  fields: {
    id: { fixed: true },
    kind: { choices: { stock: "Quantities in stock", sales: "Sales and returns" } },
    "lines.*.quantities.*.kind": { label: "What is counted" },
  },
} satisfies DocumentDeclaration;
