import { z } from "zod";

/** What stock consumption may decide without asking a person; set on the connection. */
export const stockConsumptionPolicy = z.object({
  /** A tracked item that comes without its lot is taken from the lots that expire first. */
  first_expiry_first_out: z.boolean().default(true),
});
export type StockConsumptionPolicy = z.infer<typeof stockConsumptionPolicy>;
