import { z } from "zod";
import type { DocumentDeclaration } from "./declaration.ts";
import { lot } from "./lots.ts";
import { identifier, instant, item, quantity } from "./values.ts";

export const stockMovementLine = z.object({
  id: z.string().min(1),
  item,
  quantity,
  /**
   * The lot of the goods. Absent if the sender does not know it; Odoo then selects lots by expiry date if the policy of the
   * connection allows it.
   */
  lot: lot.optional(),
});

/**
 * Goods that left a department's stock or were returned to it: a dispense, or a supply used (FHIR R4 SupplyDelivery,
 * MedicationDispense). It does not identify the patient; `encounter` is a keyed pseudonym.
 */
export const stockMovement = z.object({
  type: z.literal("StockMovement"),
  /** The sender's number of the movement. */
  id: z.string().min(1),
  direction: z.enum(["consumption", "return"]),
  /**
   * The instant of use or return. Its date is the date at the stated offset. If the offset is UTC, which does not indicate a
   * local time, it is the date in the company's time zone (see `dayOfEvent`).
   */
  occurredAt: instant,
  /** The department that owns the stock, with the sender's identifiers. */
  department: z.array(identifier).min(1),
  /** The cost centre to charge. If absent, the cost centre of the department is charged. */
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
