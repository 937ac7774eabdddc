import { z } from "zod";
import { decimalString } from "./values.ts";

/** A charge (positive) or an allowance (negative) on a document or one of its lines (UBL 2.1 AllowanceCharge). */
export const charge = z.object({
  /**
   * The sender's code of the charge, such as X12 element 1300 ("D240" freight). It is looked up in the crosswalk with the scheme
   * "charge".
   */
  code: z.string().min(1),
  description: z.string().optional(),
  amount: decimalString,
  /** True if the charge is not part of the document total, for example because it is billed separately or the seller pays it. */
  apart: z.literal(true).optional(),
});
export type Charge = z.infer<typeof charge>;
