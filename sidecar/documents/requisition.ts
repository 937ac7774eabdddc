import { z } from "zod";
import type { DocumentDeclaration } from "./declaration.ts";
import { calendarDate, decimalString, identifier, item, quantity } from "./values.ts";

/** A line of a requisition: an item and the requested quantity. */
export const requisitionLine = z.object({
  id: z.string().min(1),
  item,
  /** The requested quantity, above zero. */
  quantity: quantity.extend({ value: decimalString.regex(/^(?!0+(\.0+)?$)\d/, "not above zero") }),
});

/**
 * A department's request to purchase goods (FHIR R4 SupplyRequest; UBL 2.1 has only the resulting order). It contains no data
 * about patients, not even in the note, which the buyer reads.
 */
export const requisition = z.object({
  type: z.literal("Requisition"),
  /** The sender's number of the requisition. */
  id: z.string().min(1),
  issueDate: calendarDate,
  /** The requesting department, with the sender's identifiers (scheme "department"). */
  department: z.array(identifier).min(1),
  /** The day by which the goods are needed. If absent, they are needed as soon as the vendor can deliver. */
  requestedDate: calendarDate.optional(),
  /** The identifiers of the vendor for all lines. If absent, the preferred vendor of each item is used. */
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
