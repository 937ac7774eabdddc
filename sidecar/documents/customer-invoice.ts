import { z } from "zod";
import type { DocumentDeclaration } from "./declaration.ts";
import { invoiceTax } from "./invoice.ts";
import { calendarDate, decimalString, identifier, money, quantity } from "./values.ts";

/** What one department earned. What was done for the patient is not in it: a charge code would tell. */
export const customerInvoiceLine = z.object({
  id: z.string().min(1),
  /** The department that earned it, by the sender's identifiers: scheme "department". */
  department: z.array(identifier).min(1),
  /** The sender's code of the revenue account; looked up in the crosswalk. */
  revenueAccount: z.string().min(1),
  quantity,
  /** Net price of one `quantity.unit`. */
  price: money,
  /** quantity × price, rounded to the cent, without tax. Negative takes off. */
  amount: decimalString,
  taxAmount: decimalString.optional(),
});

/**
 * What a payer owes for care (FHIR R4 Invoice, UBL 2.1 Invoice from the seller's side): identifiers, pseudonyms and amounts, no
 * names. lines + taxes = total, to the cent; otherwise it is out of balance.
 */
export const customerInvoice = z.object({
  type: z.literal("CustomerInvoice"),
  /** The sender's number of the invoice. */
  id: z.string().min(1),
  issueDate: calendarDate,
  dueDate: calendarDate.optional(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** Who owes it: scheme "payer" for an organisation, "account" with a keyed pseudonym for a patient. */
  payer: z.array(identifier).min(1),
  /** Keyed pseudonym of the patient's account number. */
  account: z.string().min(1).optional(),
  /** Keyed pseudonym of the encounter's number. */
  encounter: z.string().min(1).optional(),
  lines: z.array(customerInvoiceLine).min(1),
  taxes: z.array(invoiceTax),
  /** The amount due according to the sender, tax included. */
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
