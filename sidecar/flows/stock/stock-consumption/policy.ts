import { z } from "zod";

/** The policy for stock consumption, which determines what the flow may do without asking a person. */
export const stockConsumptionPolicy = z.strictObject({
  first_expiry_first_out: z.boolean().default(true).meta({
    title: "First Expiry, First Out",
    description:
      "If a message does not specify the lot that was used, use the lots that expire first. Otherwise, the message becomes an exception.",
  }),
});
export type StockConsumptionPolicy = z.infer<typeof stockConsumptionPolicy>;
