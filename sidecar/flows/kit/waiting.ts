import { z } from "zod";
import type { Term } from "../../terms/term.ts";
import type { Plan } from "../flow.ts";

/** A year: a document that waits longer is forgotten. */
const longestWaitHours = 8_760;

/**
 * The policy for documents that wait for an earlier one: a payment or a withdrawal waits for its invoice, a refund for its
 * payment.
 */
export const waitingPolicy = z.strictObject({
  wait_hours: z.number().int().min(0).max(longestWaitHours).default(72).meta({
    title: "Wait for Earlier Documents",
    description:
      "How long a payment waits for its invoice, a refund for its payment and a withdrawal for its invoice before it becomes an exception.",
    unit: "hours",
  }),
});
export type WaitingPolicy = z.infer<typeof waitingPolicy>;

const hourSeconds = 3600;
/**
 * The number of seconds between retries. They are needed because the awaited document may arrive on another connection, where it
 * does not trigger a retry.
 */
const lookAgainSeconds = 60;

/**
 * Returns the plan for a document that arrived before the one to which it refers. The document waits for a document of
 * `aggregate`, and becomes an exception if that has not arrived within the time in the policy. `text` explains the wait.
 */
export function waitBehind(
  aggregate: string,
  text: Term,
  policy: WaitingPolicy,
): Extract<Plan, { defer: unknown }> {
  return {
    defer: {
      code: "INVOICE_UNMATCHED",
      afterSeconds: lookAgainSeconds,
      giveUpAfterSeconds: policy.wait_hours * hourSeconds,
      otherwise: "INVOICE_UNMATCHED",
      text,
      behind: aggregate,
    },
  };
}
