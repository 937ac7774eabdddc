import { z } from "zod";
import type { DocumentDeclaration } from "./declaration.ts";

/**
 * The partner's functional acknowledgement of an outgoing transmission: one per document that it answers. `reference` identifies
 * the document by our numbers on the envelope.
 */
export const acknowledgement = z.object({
  type: z.literal("Acknowledgement"),
  id: z.string().min(1),
  reference: z.object({
    /** Format's own code of the document answered, e.g. "850"; absent when the whole group is answered. */
    documentCode: z.string().optional(),
    functionalGroup: z.string().optional(),
    groupControl: z.string().optional(),
    documentControl: z.string().optional(),
    interchangeControl: z.string().optional(),
  }),
  status: z.enum(["accepted", "accepted-with-errors", "partially-accepted", "rejected"]),
  /** What the partner complains of, as codes and positions; never values. */
  errors: z.array(z.string()),
});
export type Acknowledgement = z.infer<typeof acknowledgement>;

export const acknowledgementDocument = {
  label: "Acknowledgement",
  schema: acknowledgement,
  fields: {},
} satisfies DocumentDeclaration;
