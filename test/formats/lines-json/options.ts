import { z } from "zod";

/** What is agreed with a partner that sends its answers as lines of JSON. */
export const linesJsonOptions = z.strictObject({
  orderMember: z
    .string()
    .regex(/^[a-zA-Z]+$/)
    .default("order")
    .meta({
      title: "Order Member",
      description: "The member of each line that holds our order number.",
      examples: ["purchaseOrder"],
    }),
  accepted: z
    .array(z.string().regex(/^[a-z]+$/))
    .min(1)
    .default(["yes"])
    .meta({
      title: "Words for Accepted",
      description: "What the partner writes in the answer when it accepts an order.",
      examples: ["ok"],
    }),
});
export type LinesJsonOptions = z.infer<typeof linesJsonOptions>;
