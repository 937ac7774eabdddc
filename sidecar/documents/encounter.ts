import { z } from "zod";
import type { DocumentDeclaration } from "./declaration.ts";
import { calendarDate, identifier } from "./values.ts";

/**
 * The pseudonym of an encounter or account number, which consists of 32 hexadecimal digits. The numbers themselves do not have
 * this form, so they cannot be put into a document by mistake.
 */
const pseudonym = z.string().regex(/^[0-9a-f]{32}$/);

/** The fields of an encounter, besides its pseudonym and status, that the billing system may know. */
const facts = {
  /** The keyed pseudonym of the patient's account number. */
  account: pseudonym.optional(),
  class: z.enum(["inpatient", "outpatient", "emergency", "other"]).optional(),
  /** The identifiers of the department, the most specific one first. Empty if the sender does not state it. */
  department: z.array(identifier),
  costCentre: z.array(identifier).optional(),
  startDate: calendarDate.optional(),
  /** The day on which the encounter ended, which is the service date of its charges. */
  endDate: calendarDate.optional(),
};
/** The facts about an encounter that may be reported to the billing system. */
export const encounterFacts = z.object(facts);
export type EncounterFacts = z.infer<typeof encounterFacts>;
export const encounterFactNames = encounterFacts.keyof().options;

/**
 * A patient's encounter with a facility, limited to what the billing system may know (FHIR R4 Encounter): pseudonyms, department,
 * cost centre and dates. It never contains a name, birth date, address, diagnosis or free text.
 */
export const encounter = z.object({
  type: z.literal("Encounter"),
  /** The keyed pseudonym of the encounter number: always the same for a number, and meaningless without the key. */
  id: pseudonym,
  status: z.enum(["completed", "corrected", "reopened", "cancelled"]),
  /**
   * The version of the encounter as reported to the billing system: 1 is the completion, and each correction or withdrawal
   * increases it by one (FHIR R4 meta.versionId).
   */
  version: z.int().min(1).optional(),
  ...facts,
  /** The fields whose values the EHR deleted. A field that is neither listed here nor present keeps its earlier value. */
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
