import { z } from "zod";
import { decimalString } from "./values.ts";

/** A charge (positive) or an allowance (negative), on a document or on one of its lines (UBL 2.1 AllowanceCharge). */
export const charge = z.object({
  /** The sender's code of the charge, e.g. X12 element 1300 ("D240" freight); looked up in the crosswalk, scheme "charge". */
  code: z.string().min(1),
  description: z.string().optional(),
  amount: decimalString,
  /** It is settled on another road (a bill-back, a charge that the seller pays) and is no part of what this document comes to. */
  apart: z.literal(true).optional(),
});
export type Charge = z.infer<typeof charge>;
