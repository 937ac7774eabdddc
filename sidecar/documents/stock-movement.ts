import { z } from "zod";
import type { DocumentDeclaration } from "./declaration.ts";
import { calendarDate, identifier, instant, item, quantity } from "./values.ts";

/** The lot used, as printed on the package. */
export const lot = z.object({ number: z.string().min(1), expiry: calendarDate.optional() });

export const stockMovementLine = z.object({
  id: z.string().min(1),
  item,
  quantity,
  /** Absent: the sender does not know; first expiry first out is used where the connection allows it. */
  lot: lot.optional(),
});

/**
 * Goods that left a department's stock, or came back to it: a dispense, a supply used (FHIR R4 SupplyDelivery,
 * MedicationDispense). Who they were for is not in it; the encounter is a keyed pseudonym.
 */
export const stockMovement = z.object({
  type: z.literal("StockMovement"),
  /** The sender's number of the movement. */
  id: z.string().min(1),
  direction: z.enum(["consumption", "return"]),
  /** The day of use is the local day of its offset; in UTC, which is nobody's local time, that of the company's zone. */
  occurredAt: instant,
  /** The department whose stock it is, by the sender's identifiers. */
  department: z.array(identifier).min(1),
  /** The cost centre that bears it; absent: the department's own. */
  costCentre: z.array(identifier).optional(),
  encounter: z.string().min(1).optional(),
  lines: z.array(stockMovementLine).min(1),
});
export type StockMovement = z.infer<typeof stockMovement>;
export type StockMovementLine = z.infer<typeof stockMovementLine>;

export const stockMovementDocument = {
  label: "Stock movement",
  schema: stockMovement,
  fields: {
    id: { fixed: true },
    encounter: { fixed: true, sensitive: true },
  },
} satisfies DocumentDeclaration;
