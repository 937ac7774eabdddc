import { z } from "zod";
import { pricePolicy } from "../../kit/tolerance.ts";

/** The policy for vendor invoices: the differences from the order that are accepted without asking a person. */
export const vendorInvoicePolicy = pricePolicy.extend({
  charge_account_id: z.number().int().nullable().default(null).meta({
    title: "Account for Charges",
    description:
      "The account for freight and other charges that have no account in the crosswalk. If it is empty, a person must decide.",
    record: "account.account",
  }),
});
export type VendorInvoicePolicy = z.infer<typeof vendorInvoicePolicy>;
