import { z } from "zod";
import { waitingPolicy } from "../../kit/waiting.ts";

/** The policy for customer invoices, which determines what the flow may do without asking a person. */
export const customerInvoicePolicy = waitingPolicy.extend({
  patient_partner_id: z.number().int().nullable().default(null).meta({
    title: "Payer for Patients",
    description:
      "The partner for invoices that patients pay themselves, because their accounts are identified only by a pseudonym. If it is empty, an invoice for a patient's account that is not in the crosswalk becomes an exception.",
    record: "res.partner",
  }),
});
export type CustomerInvoicePolicy = z.infer<typeof customerInvoicePolicy>;
