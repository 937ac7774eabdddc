import { z } from "zod";
import type { Term } from "../../terms/term.ts";
import type { Plan } from "../flow.ts";

/** How long a document waits for the one before it: a payment for its invoice, a refund for its payment. */
export const waitingPolicy = z.strictObject({
  wait_hours: z.number().int().min(0).default(72).meta({
    title: "Wait for Earlier Documents",
    description:
      "How long a payment waits for its invoice, a refund for its payment and a withdrawal for its invoice before a person is asked.",
    unit: "hours",
  }),
});
export type WaitingPolicy = z.infer<typeof waitingPolicy>;

const hourSeconds = 3600;
/** The awaited document may arrive on another connection, which does not wake this one: look again regularly. */
const lookAgainSeconds = 60;

/**
 * Returns the plan of a document that arrived before the one it is about: it waits behind the other aggregate, and after the
 * agreed time it becomes an exception.
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
