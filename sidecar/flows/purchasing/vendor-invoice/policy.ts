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
  follow_bill_control: z.boolean().default(true).meta({
    title: "Follow Bill Control",
    description:
      "An invoice for goods that the product bills on received quantities waits until they have been received. If this is off, all invoices are billed on ordered quantities.",
  }),
  receipt_wait_days: z.number().int().min(0).max(366).default(14).meta({
    title: "Wait for Receipt",
    description:
      "How long an invoice waits for the receipt of its goods before a person must decide. With 0, a person must decide immediately.",
    unit: "days",
  }),
});
export type VendorInvoicePolicy = z.infer<typeof vendorInvoicePolicy>;
