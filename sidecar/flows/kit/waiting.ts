import { z } from "zod";
import type { Plan } from "../flow.ts";

/** How long a document waits for the one before it: a payment for its invoice, a refund for its payment. */
export const waitingPolicy = z.object({
  /** Hours, after which a person is asked. */
  wait_hours: z.number().min(0).default(72),
});
export type WaitingPolicy = z.infer<typeof waitingPolicy>;

const hourSeconds = 3600;
/** What it waits for may come by another connection, of which nobody tells us: so it is also looked for. */
const lookAgainSeconds = 60;

/** Gives the plan of a document that came before the one it is about: held behind it, and a person asked in the end. */
export function waitBehind(
  aggregate: string,
  text: string,
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
