import { z } from "zod";
import type { DocumentDeclaration } from "./declaration.ts";
import { calendarDate } from "./values.ts";

/**
 * The withdrawal of a customer invoice (FHIR R4 Invoice.status "cancelled" or "entered-in-error"). It is a separate document and
 * not a status of the invoice, because it has no lines and no amounts.
 */
export const customerInvoiceVoid = z.object({
  type: z.literal("CustomerInvoiceVoid"),
  /** The number of the withdrawn invoice. The withdrawal has no number of its own. */
  id: z.string().min(1),
  date: calendarDate,
  /** The sender's code for the reason of the withdrawal. */
  reason: z.string().min(1),
});
export type CustomerInvoiceVoid = z.infer<typeof customerInvoiceVoid>;

export const customerInvoiceVoidDocument = {
  label: "Cancelled customer invoice",
  schema: customerInvoiceVoid,
  fields: {},
} satisfies DocumentDeclaration;
