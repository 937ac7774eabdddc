import { z } from "zod";
import { calendarDate, identifier } from "./values.ts";

/**
 * A patient's contact with a facility, as far as billing may know it (FHIR R4 Encounter): pseudonyms, department, cost centre and
 * days. Never a name, a birth date, an address, a diagnosis or free text.
 */
export const encounter = z.object({
  type: z.literal("Encounter"),
  /** Keyed pseudonym of the encounter's number: stable, and meaningless without the key. */
  id: z.string().min(1),
  status: z.enum(["completed", "corrected", "reopened", "cancelled"]),
  /** Keyed pseudonym of the patient's account number. */
  account: z.string().min(1).optional(),
  class: z.enum(["inpatient", "outpatient", "emergency", "other"]).optional(),
  department: z.array(identifier),
  costCentre: z.array(identifier).optional(),
  startDate: calendarDate.optional(),
  /** The day it ended: the service date of what is billed. */
  endDate: calendarDate.optional(),
});
export type Encounter = z.infer<typeof encounter>;
