import { z } from "zod";
import {
  billingCurrency,
  billingDate,
  billingDecimal,
  billingIdentifier,
  billingPayer,
  patientNumber,
} from "./values.ts";

/**
 * The maximum number of lines of an invoice; real invoices have fewer. Without this limit, a body with a million empty lines
 * would produce a million issues.
 */
const MAXIMUM_LINES = 2000;

export const invoiceIssuedLine = z.object({
  id: billingIdentifier.describe("The line number on the invoice."),
  chargeCode: billingIdentifier
    .optional()
    .describe(
      "The code of the charged service (charge master or procedure). It is clinical, so it is validated but not passed on.",
    ),
  department: billingIdentifier.describe(
    "The billing system's code of the department that provided the service.",
  ),
  revenueAccount: billingIdentifier.describe("The billing system's code of the revenue account."),
  quantity: billingDecimal,
  unit: z
    .string()
    .regex(/^[A-Z0-9]{1,3}$/)
    .optional()
    .describe("A code of UN/ECE Recommendation 20; the default is pieces."),
  unitPrice: billingDecimal,
  amount: billingDecimal.describe(
    "quantity × unitPrice, rounded to the cent, without tax. A negative amount is a deduction.",
  ),
  taxAmount: billingDecimal.optional(),
});
export type InvoiceIssuedLine = z.infer<typeof invoiceIssuedLine>;

/**
 * The data of `invoice.issued`: an invoice to a payer. The line amounts and `taxTotal` must add up to `total`, but this schema
 * does not check that.
 */
export const invoiceIssuedData = z.object({
  number: billingIdentifier.describe("The invoice number."),
  issueDate: billingDate,
  dueDate: billingDate.optional(),
  currency: billingCurrency,
  payer: billingPayer,
  account: patientNumber
    .optional()
    .describe("The patient's account with the hospital. Only its pseudonym is passed on."),
  encounter: patientNumber.optional().describe("The encounter number. Only its pseudonym is passed on."),
  // The number of lines is checked before their content.
  lines: z.array(z.unknown()).max(MAXIMUM_LINES).pipe(z.array(invoiceIssuedLine).min(1).max(MAXIMUM_LINES)),
  taxTotal: billingDecimal,
  total: billingDecimal.describe("The amount that the payer owes, including tax."),
});
export type InvoiceIssuedData = z.infer<typeof invoiceIssuedData>;

/** The data of `invoice.voided`: the whole invoice is withdrawn, as if it had never been issued. */
export const invoiceVoidedData = z.object({
  number: billingIdentifier.describe("The invoice number."),
  date: billingDate,
  reason: billingIdentifier.describe("The billing system's code of the reason."),
});
export type InvoiceVoidedData = z.infer<typeof invoiceVoidedData>;
