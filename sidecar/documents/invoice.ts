import { z } from "zod";
import { charge } from "./charge.ts";
import type { DocumentDeclaration } from "./declaration.ts";
import { calendarDate, decimalString, item, party, price, quantity } from "./values.ts";

export const invoiceTax = z.object({
  code: z.string().optional(),
  percent: decimalString.optional(),
  amount: decimalString,
  /**
   * True if the tax is not added to the invoice total, because the prices already include it or it is stated for information
   * only.
   */
  apart: z.literal(true).optional(),
});

/** An early payment discount. If the invoice is paid by `until`, the amount due is reduced by `percent` or by `amount`. */
export const earlyPaymentDiscount = z.object({
  percent: decimalString.optional(),
  amount: decimalString.optional(),
  until: calendarDate.optional(),
});

export const invoiceLine = z.object({
  id: z.string().min(1).optional(),
  orderReference: z.string().optional(),
  /** The buyer's line number of the invoiced order line, if the sender states it. */
  orderLineReference: z.string().optional(),
  item,
  quantity,
  price,
  /** The amount of the line: quantity × price, plus the line's own charges and minus its allowances, rounded to the cent. */
  amount: decimalString,
  charges: z.array(charge).optional(),
});

/**
 * A vendor's invoice (UBL 2.1 Invoice). The sum of lines, charges and taxes, except those marked `apart`, must equal the total to
 * the cent.
 */
export const invoice = z.object({
  type: z.literal("Invoice"),
  id: z.string().min(1),
  issueDate: calendarDate,
  dueDate: calendarDate.optional(),
  /**
   * The number of days from the receipt of the goods or of the invoice until the invoice is due. The sender does not know the
   * date of receipt, so it cannot state a due date.
   */
  netDays: z.object({ days: z.int().min(0), from: z.enum(["goods-receipt", "invoice-receipt"]) }).optional(),
  discounts: z.array(earlyPaymentDiscount).optional(),
  /** Payment terms from which no date can be computed, as text: "30 days from the receipt of the goods". */
  paymentTerms: z.string().optional(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  orderReference: z.string().optional(),
  seller: party.optional(),
  buyer: party.optional(),
  lines: z.array(invoiceLine).min(1),
  charges: z.array(charge),
  taxes: z.array(invoiceTax),
  /** The invoice total as stated by the sender. */
  total: decimalString,
  statedLineCount: decimalString.optional(),
});
export type Invoice = z.infer<typeof invoice>;
export type InvoiceLine = z.infer<typeof invoiceLine>;

export const invoiceDocument = {
  label: "Invoice",
  schema: invoice,
  fields: {
    orderReference: { addable: true },
    dueDate: { addable: true },
    total: { stake: true },
  },
} satisfies DocumentDeclaration;
