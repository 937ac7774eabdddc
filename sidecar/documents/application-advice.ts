import { z } from "zod";
import type { DocumentDeclaration } from "./declaration.ts";
import { strict } from "./strict.ts";
import { calendarDate } from "./values.ts";

/** An error that the partner's application found in a document of ours. */
export const applicationError = z.strictObject({
  /** The partner's code of the error, such as X12 element 647 or EDIFACT element 9321. */
  code: z.string().min(1),
  text: z.string().optional(),
  /** The line of our document that the error concerns. */
  line: z.string().min(1).optional(),
  /** Where the error is, in the terms of the format: a segment and an element, or the name of a field. */
  location: z.string().min(1).optional(),
  /** The value that the partner complains of, as it repeats it. */
  value: z.string().optional(),
});

const subject = z.strictObject({
  /** The document code in the terms of the format, such as "810" or "INVOIC". */
  documentCode: z.string().min(1).optional(),
  /** The number of our document, such as the number of an invoice. */
  documentReference: z.string().min(1).optional(),
  orderReference: z.string().min(1).optional(),
  groupControl: z.string().min(1).optional(),
  documentControl: z.string().min(1).optional(),
  interchangeControl: z.string().min(1).optional(),
});

/**
 * A partner's statement about what its application made of one of our documents (UBL 2.1 ApplicationResponse, X12 824, EDIFACT
 * APERAK). Unlike a functional acknowledgement, it is about the content. It names our document by its number or by a control
 * number, and belongs to the aggregate of that document.
 */
export const applicationAdvice = strict({
  type: z.literal("ApplicationAdvice"),
  /** The partner's number of the advice. */
  id: z.string().min(1),
  issueDate: calendarDate.optional(),
  reference: subject.refine(
    ({ documentCode: _code, ...named }) => Object.values(named).some((one) => one !== undefined),
    { error: "names no document", params: { rule: "names_no_document" } },
  ),
  status: z.enum(["accepted", "accepted-with-changes", "rejected"]),
  errors: z.array(applicationError),
  note: z.string().optional(),
});
export type ApplicationAdvice = z.infer<typeof applicationAdvice>;

export const applicationAdviceDocument = {
  label: "Application advice",
  schema: applicationAdvice,
  fields: {
    id: { fixed: true },
    reference: { label: "Our document" },
    "errors.*.value": { label: "Value" },
  },
} satisfies DocumentDeclaration;
