import { z } from "zod";
import { calendarDate, decimalString, item, money, party, quantity } from "./values.ts";

/** A charge (positive) or an allowance (negative) on the whole invoice. */
export const invoiceCharge = z.object({
  /** The sender's code of the charge, e.g. X12 element 1300 ("D240" freight); looked up in the crosswalk, scheme "charge". */
  code: z.string().min(1),
  description: z.string().optional(),
  amount: decimalString,
});

export const invoiceTax = z.object({
  code: z.string().optional(),
  percent: decimalString.optional(),
  amount: decimalString,
});

export const invoiceLine = z.object({
  id: z.string().min(1).optional(),
  orderReference: z.string().optional(),
  /** The buyer's line number of the order line that is invoiced, when the sender gives it. */
  orderLineReference: z.string().optional(),
  item,
  quantity,
  /** Net price of one `quantity.unit`. */
  price: money,
  /** quantity × price, plus the line's own charges and minus its allowances, rounded to the cent. */
  amount: decimalString,
  charges: z.array(invoiceCharge).optional(),
});

/** A vendor's invoice (UBL 2.1 Invoice). lines + charges + taxes = total, to the cent, or it is out of balance. */
export const invoice = z.object({
  type: z.literal("Invoice"),
  id: z.string().min(1),
  issueDate: calendarDate,
  dueDate: calendarDate.optional(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  orderReference: z.string().optional(),
  seller: party.optional(),
  buyer: party.optional(),
  lines: z.array(invoiceLine).min(1),
  charges: z.array(invoiceCharge),
  taxes: z.array(invoiceTax),
  /** What the sender says it asks for. */
  total: decimalString,
  statedLineCount: decimalString.optional(),
});
export type Invoice = z.infer<typeof invoice>;
export type InvoiceLine = z.infer<typeof invoiceLine>;
