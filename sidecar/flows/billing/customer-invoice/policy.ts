import { z } from "zod";
import { waitingPolicy } from "../../kit/waiting.ts";

/** What a connection to a billing system decides about its invoices. */
export const customerInvoicePolicy = waitingPolicy.extend({
  /** Who owes what patients owe by themselves and is not in the crosswalk; null: a person is asked. */
  patient_partner_id: z.number().int().nullable().default(null),
});
export type CustomerInvoicePolicy = z.infer<typeof customerInvoicePolicy>;
