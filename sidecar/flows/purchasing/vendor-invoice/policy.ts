import { z } from "zod";
import { pricePolicy } from "../../kit/tolerance.ts";

/** The policy for vendor invoices: the differences from the order that are accepted without asking a person. */
export const vendorInvoicePolicy = pricePolicy.extend({
  charge_account_id: z.number().int().nullable().default(null).meta({
    title: "Account for Charges",
    description:
      "The account for freight and other charges that have no account in the crosswalk. If it is empty, invoices with such charges become exceptions.",
    record: "account.account",
  }),
  follow_bill_control: z.boolean().default(true).meta({
    title: "Follow Bill Control",
    description:
      "If a product is billed on received quantities, its invoice waits until the goods have been received. If this is off, all invoices are billed on ordered quantities.",
  }),
  receipt_wait_days: z.number().int().min(0).max(366).default(14).meta({
    title: "Wait for Receipt",
    description:
      "How long an invoice waits for the receipt of its goods before it becomes an exception. With 0, it becomes an exception immediately.",
    unit: "days",
  }),
});
export type VendorInvoicePolicy = z.infer<typeof vendorInvoicePolicy>;
