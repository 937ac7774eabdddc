import { z } from "zod";
import type { DocumentDeclaration } from "./declaration.ts";
import { calendarDate, decimalString, identifier, item, quantity } from "./values.ts";

/** One thing that is asked for. */
export const requisitionLine = z.object({
  id: z.string().min(1),
  item,
  /** Above zero. */
  quantity: quantity.extend({ value: decimalString.regex(/^(?!0+(\.0+)?$)\d/, "not above zero") }),
});

/**
 * What a department asks purchasing to buy (FHIR R4 SupplyRequest; UBL 2.1 has only the resulting order). It is about goods:
 * nothing in it is about a patient, not even the note, which the buyer reads.
 */
export const requisition = z.object({
  type: z.literal("Requisition"),
  /** The sender's number of the requisition. */
  id: z.string().min(1),
  issueDate: calendarDate,
  /** The department that asks, by the sender's identifiers: scheme "department". */
  department: z.array(identifier).min(1),
  /** The day by which the goods are needed; absent: as soon as the supplier delivers. */
  requestedDate: calendarDate.optional(),
  /** Who is to supply all of it; absent: each item's preferred vendor. */
  supplier: z.array(identifier).min(1).optional(),
  note: z.string().max(2000).optional(),
  lines: z.array(requisitionLine).min(1),
});
export type Requisition = z.infer<typeof requisition>;
export type RequisitionLine = z.infer<typeof requisitionLine>;

export const requisitionDocument = {
  label: "Requisition",
  schema: requisition,
  fields: { requestedDate: { addable: true } },
} satisfies DocumentDeclaration;
