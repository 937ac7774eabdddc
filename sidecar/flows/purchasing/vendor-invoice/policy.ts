import { z } from "zod";
import { pricePolicy } from "../../kit/tolerance.ts";

/** What an invoice may differ in without asking a person; set on the connection. */
export const vendorInvoicePolicy = pricePolicy.extend({
  /** Account of charges and allowances that the crosswalk does not know; none: a person is asked. */
  charge_account_id: z.number().int().nullable().default(null),
});
export type VendorInvoicePolicy = z.infer<typeof vendorInvoicePolicy>;
