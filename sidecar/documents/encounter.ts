import { z } from "zod";
import type { DocumentDeclaration } from "./declaration.ts";
import { calendarDate, identifier } from "./values.ts";

/** The pseudonym of a patient number. Nothing else has this form, so the number itself cannot slip in. */
const pseudonym = z.string().regex(/^[0-9a-f]{32}$/);

/** What billing may know about an encounter, besides its identity. */
const facts = {
  /** Keyed pseudonym of the patient's account number. */
  account: pseudonym.optional(),
  class: z.enum(["inpatient", "outpatient", "emergency", "other"]).optional(),
  /** The department, the most specific identifier first; empty: the sender does not state it. */
  department: z.array(identifier),
  costCentre: z.array(identifier).optional(),
  startDate: calendarDate.optional(),
  /** The day it ended: the service date of the charges. */
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
  /** What an EHR deletes. A field that is neither here nor above keeps its earlier value. */
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
