import { z } from "zod";
import type { DocumentDeclaration } from "./declaration.ts";
import { calendarDate, decimalString, identifier } from "./values.ts";

/**
 * A payment received from a payer, or refunded to one, for one customer invoice (FHIR R4 PaymentNotice, UBL 2.1 PaymentMeans).
 */
export const payment = z.object({
  type: z.literal("Payment"),
  /** The sender's number of the payment or refund. */
  id: z.string().min(1),
  kind: z.enum(["payment", "refund"]),
  /** The sender's number of the invoice. */
  invoiceReference: z.string().min(1),
  /** The sender's number of the payment that is refunded. Absent for a payment. */
  paymentReference: z.string().min(1).optional(),
  /** The amount, which is above zero for payments and for refunds. */
  amount: decimalString.regex(/^(?!0+(\.0+)?$)\d/, "not above zero"),
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** The value date of the payment. */
  date: calendarDate,
  /** The sender's code of the payment method, such as "card". */
  method: z.string().min(1),
  /** The identifiers of the payer: scheme "payer" for an organisation, "account" with a keyed pseudonym for a patient. */
  payer: z.array(identifier).min(1),
});
export type Payment = z.infer<typeof payment>;

export const paymentDocument = {
  label: "Payment",
  schema: payment,
  fields: { amount: { stake: true } },
} satisfies DocumentDeclaration;
