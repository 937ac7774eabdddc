import { z } from "zod";

/**
 * A number or code assigned by the billing system, such as an invoice number, a payer number or a department code. Blanks are not
 * allowed, so that a name or a sentence in the wrong field is rejected.
 */
export const billingIdentifier = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:/#+-]{0,63}$/);

/** A number that identifies a patient or an encounter, as written by the hospital. Documents contain only its pseudonym. */
export const patientNumber = z.string().regex(/^(?=.*\S)[\s\S]{1,128}$/);

/**
 * An amount or quantity as text, such as "285.66" or "-3": at most 15 digits before the decimal point and 4 after it. JSON
 * numbers are not accepted.
 */
export const billingDecimal = z.string().regex(/^-?\d{1,15}(\.\d{1,4})?$/);

/** An amount above zero, as text, with at most 15 digits before the decimal point and 4 after it. */
export const billingPayment = z.string().regex(/^(?!0+(\.0+)?$)\d{1,15}(\.\d{1,4})?$/);

/** An ISO 4217 currency code. */
export const billingCurrency = z.string().regex(/^[A-Z]{3}$/);

/** A date, YYYY-MM-DD. */
export const billingDate = z.iso.date();

/** The payer of an invoice: an insurer or another organisation by its number, or the patient by the account number. */
export const billingPayer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("organization"), id: billingIdentifier }),
  z.object({ kind: z.literal("patient"), id: patientNumber }),
]);
export type BillingPayer = z.infer<typeof billingPayer>;
