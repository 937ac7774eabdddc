import { z } from "zod";
import type { DocumentDeclaration } from "./declaration.ts";

/**
 * A partner's functional acknowledgement of one outgoing document, functional group or interchange. `reference` identifies it by
 * the control numbers of our envelope. A message that acknowledges several documents yields one acknowledgement for each.
 */
export const acknowledgement = z.object({
  type: z.literal("Acknowledgement"),
  id: z.string().min(1),
  reference: z.object({
    /**
     * The document code of the acknowledged document, such as "850". Absent if a whole functional group or interchange is
     * acknowledged.
     */
    documentCode: z.string().optional(),
    functionalGroup: z.string().optional(),
    groupControl: z.string().optional(),
    documentControl: z.string().optional(),
    interchangeControl: z.string().optional(),
  }),
  status: z.enum(["accepted", "accepted-with-errors", "partially-accepted", "rejected"]),
  /** The errors that the partner reports, each as a text with its code and position, without values of the document. */
  errors: z.array(z.string()),
});
export type Acknowledgement = z.infer<typeof acknowledgement>;

/** Control numbers on the envelope of an outgoing document, by which a partner's acknowledgement identifies it. */
export type Control = {
  readonly documentCode?: string;
  readonly groupControl?: string;
  readonly documentControl?: string;
  readonly interchangeControl?: string;
};

/** Returns the control numbers that an acknowledgement names. */
export function controlOf({ reference }: Acknowledgement): Control {
  const { documentCode, groupControl, documentControl, interchangeControl } = reference;
  return {
    ...(documentCode === undefined ? {} : { documentCode }),
    ...(groupControl === undefined ? {} : { groupControl }),
    ...(documentControl === undefined ? {} : { documentControl }),
    ...(interchangeControl === undefined ? {} : { interchangeControl }),
  };
}

export const acknowledgementDocument = {
  label: "Acknowledgement",
  schema: acknowledgement,
  fields: {},
} satisfies DocumentDeclaration;
