import { z } from "zod";
import { waitingPolicy } from "../../kit/waiting.ts";

/** What a connection decides about the payments it tells of. */
export const paymentPolicy = waitingPolicy.extend({
  /** A payment below what is open is registered without asking a person. */
  accept_partial_payments: z.boolean().default(false),
  /** The journal in Odoo that takes the money; null: the company's first bank journal. */
  payment_journal_id: z.number().int().nullable().default(null),
});
export type PaymentPolicy = z.infer<typeof paymentPolicy>;
