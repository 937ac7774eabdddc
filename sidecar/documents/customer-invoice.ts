import { z } from "zod";
import type { DocumentDeclaration } from "./declaration.ts";
import { invoiceTax } from "./invoice.ts";
import { calendarDate, decimalString, identifier, money, quantity } from "./values.ts";

/**
 * A line of a customer invoice: an amount of revenue of one department. It contains no charge code, because that would reveal
 * which service the patient received.
 */
export const customerInvoiceLine = z.object({
  id: z.string().min(1),
  /** The department that provided the service, with the sender's identifiers (scheme "department"). */
  department: z.array(identifier).min(1),
  /** The sender's code of the revenue account, which is looked up in the crosswalk. */
  revenueAccount: z.string().min(1),
  quantity,
  /** The net price of one unit (`quantity.unit`). */
  price: money,
  /** The amount of the line without tax: quantity × price, rounded to the cent. A negative amount is a deduction. */
  amount: decimalString,
  taxAmount: decimalString.optional(),
});

/**
 * An invoice to a payer for care (FHIR R4 Invoice, UBL 2.1 Invoice from the seller's perspective). It contains identifiers,
 * pseudonyms and amounts, but no names. Lines plus taxes must equal the total to the cent.
 */
export const customerInvoice = z.object({
  type: z.literal("CustomerInvoice"),
  /** The sender's number of the invoice. */
  id: z.string().min(1),
  issueDate: calendarDate,
  dueDate: calendarDate.optional(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** Who owes the invoice: scheme "payer" for an organisation, "account" with a keyed pseudonym for a patient. */
  payer: z.array(identifier).min(1),
  /** The keyed pseudonym of the patient's account number. */
  account: z.string().min(1).optional(),
  /** The keyed pseudonym of the encounter number. */
  encounter: z.string().min(1).optional(),
  lines: z.array(customerInvoiceLine).min(1),
  taxes: z.array(invoiceTax),
  /** The amount that the payer owes, including tax, as stated by the sender. */
  total: decimalString,
});
export type CustomerInvoice = z.infer<typeof customerInvoice>;
export type CustomerInvoiceLine = z.infer<typeof customerInvoiceLine>;

export const customerInvoiceDocument = {
  label: "Customer invoice",
  schema: customerInvoice,
  fields: {
    account: { sensitive: true },
    encounter: { sensitive: true },
    total: { stake: true },
  },
} satisfies DocumentDeclaration;
