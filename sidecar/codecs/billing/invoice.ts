import { z } from "zod";
import {
  billingCurrency,
  billingDate,
  billingDecimal,
  billingIdentifier,
  billingPayer,
  patientNumber,
} from "./values.ts";

/** More lines than any invoice has; a body of a million empty ones must not cost a million complaints. */
const MAXIMUM_LINES = 2000;

export const invoiceIssuedLine = z.object({
  /** The line's number on the invoice. */
  id: billingIdentifier,
  /** What was charged (a charge master or procedure code): clinical, so it is checked and goes no further. */
  chargeCode: billingIdentifier.optional(),
  /** The department that earned it, by the billing system's code. */
  department: billingIdentifier,
  /** The revenue account it is booked to, by the billing system's code. */
  revenueAccount: billingIdentifier,
  quantity: billingDecimal,
  /** UN/ECE Recommendation 20; absent: pieces. */
  unit: z
    .string()
    .regex(/^[A-Z0-9]{1,3}$/)
    .optional(),
  unitPrice: billingDecimal,
  /** quantity × unitPrice, rounded to the cent, without tax. Negative takes off. */
  amount: billingDecimal,
  taxAmount: billingDecimal.optional(),
});
export type InvoiceIssuedLine = z.infer<typeof invoiceIssuedLine>;

/** `invoice.issued`: a payer is charged. Lines' amounts + taxTotal = total. */
export const invoiceIssuedData = z.object({
  number: billingIdentifier,
  issueDate: billingDate,
  dueDate: billingDate.optional(),
  currency: billingCurrency,
  payer: billingPayer,
  /** The patient's account with the hospital. */
  account: patientNumber.optional(),
  encounter: patientNumber.optional(),
  lines: z.array(z.unknown()).min(1).max(MAXIMUM_LINES).pipe(z.array(invoiceIssuedLine)),
  taxTotal: billingDecimal,
  /** What the payer owes, tax included. */
  total: billingDecimal,
});
export type InvoiceIssuedData = z.infer<typeof invoiceIssuedData>;

/** `invoice.voided`: the whole invoice is withdrawn, as if it had not been issued. */
export const invoiceVoidedData = z.object({
  number: billingIdentifier,
  date: billingDate,
  /** The billing system's code of the reason. */
  reason: billingIdentifier,
});
export type InvoiceVoidedData = z.infer<typeof invoiceVoidedData>;
