import { z } from "zod";
import { largestTolerance } from "../../kit/tolerance.ts";
import { waitingPolicy } from "../../kit/waiting.ts";

/** The policy for payments, which determines what the flow may do without asking a person. */
export const paymentPolicy = waitingPolicy.extend({
  accept_partial_payments: z.boolean().default(false).meta({
    title: "Accept Partial Payments",
    description:
      "Register payments that are lower than the amount due on their invoice. Otherwise, they become exceptions.",
  }),
  payment_journal_id: z.number().int().nullable().default(null).meta({
    title: "Payment Journal",
    description:
      "The journal in which payments from billing are registered. If it is empty, the company's first bank journal is used.",
    record: "account.journal",
  }),
  write_off_limit: z.number().min(0).max(largestTolerance).default(0).meta({
    title: "Write-Off Limit",
    description:
      "The maximum amount that can be written off when a payment is lower than the amount due on its invoice.",
    unit: "currency",
  }),
  write_off_account_id: z.number().int().nullable().default(null).meta({
    title: "Write-Off Account",
    description:
      "The account to which the rest of an invoice is written off. If it is empty, nothing can be written off.",
    record: "account.account",
  }),
  deduction_account_id: z.number().int().nullable().default(null).meta({
    title: "Account for Deductions",
    description:
      "The account to which amounts are posted that a payer has deducted. If it is empty, no deduction can be accepted.",
    record: "account.account",
  }),
});
export type PaymentPolicy = z.infer<typeof paymentPolicy>;
