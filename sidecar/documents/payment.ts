import { z } from "zod";
import type { DocumentDeclaration } from "./declaration.ts";
import { calendarDate, decimalString, identifier } from "./values.ts";

/** Money of a payer that came in, or went back (FHIR R4 PaymentNotice, UBL 2.1 PaymentMeans), for one customer invoice. */
export const payment = z.object({
  type: z.literal("Payment"),
  /** The sender's number of the payment, or of the refund. */
  id: z.string().min(1),
  kind: z.enum(["payment", "refund"]),
  /** The sender's number of the invoice. */
  invoiceReference: z.string().min(1),
  /** A refund's: the number of the payment that is given back. */
  paymentReference: z.string().min(1).optional(),
  /** Above zero, whichever way the money went. */
  amount: decimalString.regex(/^(?!0+(\.0+)?$)\d/, "not above zero"),
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** The day on which the money moved. */
  date: calendarDate,
  /** The sender's code of the way of payment. */
  method: z.string().min(1),
  /** Who paid: scheme "payer" for an organisation, "account" with a keyed pseudonym for a patient. */
  payer: z.array(identifier).min(1),
});
export type Payment = z.infer<typeof payment>;

export const paymentDocument = {
  label: "Payment",
  schema: payment,
  fields: { amount: { stake: true } },
} satisfies DocumentDeclaration;
