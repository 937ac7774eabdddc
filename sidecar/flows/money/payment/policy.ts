import { z } from "zod";
import { waitingPolicy } from "../../kit/waiting.ts";

/** The policy for payments, which determines what the flow may do without asking a person. */
export const paymentPolicy = waitingPolicy.extend({
  accept_partial_payments: z.boolean().default(false).meta({
    title: "Accept Partial Payments",
    description:
      "Register payments that are lower than the open amount of their invoice. Otherwise, a person must decide.",
  }),
  payment_journal_id: z.number().int().nullable().default(null).meta({
    title: "Payment Journal",
    description:
      "The journal in which payments from billing are registered. If it is empty, the company's first bank journal is used.",
    record: "account.journal",
  }),
});
export type PaymentPolicy = z.infer<typeof paymentPolicy>;
