import { z } from "zod";

/**
 * A number or code of the billing system: an invoice, a payer, a department. No blanks: a name or a sentence in the
 * wrong field is refused here, and goes no further.
 */
export const billingIdentifier = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:/#+-]{0,63}$/);

/** A number that leads to a patient, in the form in which the hospital writes it. Only its pseudonym leaves us. */
export const patientNumber = z.string().regex(/^(?=.*\S)[\s\S]{1,128}$/);

/** An amount or quantity as text, e.g. "285.66" or "-3": at most 15 digits before the point and 4 after it. Never a number. */
export const billingDecimal = z.string().regex(/^-?\d{1,15}(\.\d{1,4})?$/);

/** An amount above zero. */
export const billingPayment = z.string().regex(/^(?!0+(\.0+)?$)\d{1,15}(\.\d{1,4})?$/);

/** ISO 4217. */
export const billingCurrency = z.string().regex(/^[A-Z]{3}$/);

/** A day, YYYY-MM-DD. */
export const billingDate = z.iso.date();

/** Who owes or has paid: an insurer or another organisation by its number, or the patient by the account's number. */
export const billingPayer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("organization"), id: billingIdentifier }),
  z.object({ kind: z.literal("patient"), id: patientNumber }),
]);
export type BillingPayer = z.infer<typeof billingPayer>;
