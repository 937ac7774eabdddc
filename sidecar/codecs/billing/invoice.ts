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
 * The maximum number of lines; real invoices have fewer. It prevents a body with a million empty lines from producing a million
 * issues.
 */
const MAXIMUM_LINES = 2000;

export const invoiceIssuedLine = z.object({
  id: billingIdentifier.describe("The line's number on the invoice."),
  chargeCode: billingIdentifier
    .optional()
    .describe(
      "What was charged (a charge master or procedure code): clinical, so it is checked and goes no further.",
    ),
  department: billingIdentifier.describe("The department that earned it, by the billing system's code."),
  revenueAccount: billingIdentifier.describe(
    "The revenue account it is booked to, by the billing system's code.",
  ),
  quantity: billingDecimal,
  unit: z
    .string()
    .regex(/^[A-Z0-9]{1,3}$/)
    .optional()
    .describe("UN/ECE Recommendation 20; absent: pieces."),
  unitPrice: billingDecimal,
  amount: billingDecimal.describe(
    "quantity × unitPrice, rounded to the cent, without tax. Negative takes off.",
  ),
  taxAmount: billingDecimal.optional(),
});
export type InvoiceIssuedLine = z.infer<typeof invoiceIssuedLine>;

/** Data of `invoice.issued`: an invoice to a payer. The line amounts plus taxTotal equal the total. */
export const invoiceIssuedData = z.object({
  number: billingIdentifier.describe("The invoice's number."),
  issueDate: billingDate,
  dueDate: billingDate.optional(),
  currency: billingCurrency,
  payer: billingPayer,
  account: patientNumber
    .optional()
    .describe("The patient's account with the hospital; only its pseudonym goes further."),
  encounter: patientNumber.optional().describe("The encounter's number; only its pseudonym goes further."),
  // The number of lines is checked before their content.
  lines: z.array(z.unknown()).max(MAXIMUM_LINES).pipe(z.array(invoiceIssuedLine).min(1).max(MAXIMUM_LINES)),
  taxTotal: billingDecimal,
  total: billingDecimal.describe("What the payer owes, tax included."),
});
export type InvoiceIssuedData = z.infer<typeof invoiceIssuedData>;

/** Data of `invoice.voided`: the whole invoice is withdrawn, as if it had never been issued. */
export const invoiceVoidedData = z.object({
  number: billingIdentifier.describe("The invoice's number."),
  date: billingDate,
  reason: billingIdentifier.describe("The billing system's code of the reason."),
});
export type InvoiceVoidedData = z.infer<typeof invoiceVoidedData>;
