import { z } from "zod";
import type { DocumentDeclaration } from "./declaration.ts";
import { calendarDate, identifier } from "./values.ts";

/** What stands for a patient's number: nothing else has this form, so the number itself cannot slip in. */
const pseudonym = z.string().regex(/^[0-9a-f]{32}$/);

/** What billing may know of an encounter, beside which one it is. */
const facts = {
  /** Keyed pseudonym of the patient's account number. */
  account: pseudonym.optional(),
  class: z.enum(["inpatient", "outpatient", "emergency", "other"]).optional(),
  /** The department, the most exact identifier first; empty: the sender does not say. */
  department: z.array(identifier),
  costCentre: z.array(identifier).optional(),
  startDate: calendarDate.optional(),
  /** The day it ended: the service date of what is billed. */
  endDate: calendarDate.optional(),
};
export const encounterFacts = z.object(facts);
export type EncounterFacts = z.infer<typeof encounterFacts>;
export const encounterFactNames = encounterFacts.keyof().options;

/**
 * A patient's contact with a facility, as far as billing may know it (FHIR R4 Encounter): pseudonyms, department, cost centre and
 * days. Never a name, a birth date, an address, a diagnosis or free text.
 */
export const encounter = z.object({
  type: z.literal("Encounter"),
  /** Keyed pseudonym of the encounter's number: stable, and meaningless without the key. */
  id: pseudonym,
  status: z.enum(["completed", "corrected", "reopened", "cancelled"]),
  /** Of what we tell billing: 1 is the completion, each correction and withdrawal one more (FHIR R4 meta.versionId). */
  version: z.int().min(1).optional(),
  ...facts,
  /** Of what an EHR tells us: what it deletes. What is neither here nor above stays as it was said before. */
  deletes: z.array(encounterFacts.keyof()).optional(),
});
export type Encounter = z.infer<typeof encounter>;

export const encounterDocument = {
  label: "Encounter",
  schema: encounter,
  fields: {
    id: { label: "Number (pseudonym)", fixed: true, sensitive: true },
    account: { fixed: true, sensitive: true },
  },
} satisfies DocumentDeclaration;
