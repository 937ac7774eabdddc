import { z } from "zod";
import type { ConnectionProfile } from "../../../documents/connection-profile.ts";
import { type Problem, problemOf } from "../../mapping.ts";
import { placePattern } from "../terms/places.ts";

export const patientClass = z.enum(["inpatient", "outpatient", "emergency", "other"]);

/**
 * The part of the connection's format options that is about encounters:
 * `{"encounter": {"costCentre": ["ZCC-1"], "classes": {"OBS": "outpatient"}}}`. The standard has no place for a cost centre:
 * those named here are asked in their order. Classes are the site's own codes of PV1-2, beside those of HL7 table 0004.
 */
export const adtOptions = z.object({
  encounter: z
    .object({
      costCentre: z.array(z.string().regex(placePattern)).default([]),
      classes: z.record(z.string().min(1), patientClass).default({}),
    })
    .prefault({}),
});
export type AdtOptions = z.infer<typeof adtOptions>["encounter"];

/** Gives the options, or the problem that a person has to mend in Odoo. */
export function readAdtOptions({
  format,
}: ConnectionProfile): { readonly options: AdtOptions } | { readonly problem: Problem } {
  const parsed = adtOptions.safeParse(format.options);
  if (parsed.success) return { options: parsed.data.encounter };
  const names = parsed.error.issues.map(({ path }) => path.join(".")).join(", ");
  const text = `The connection's format options are not valid: ${names}. Correct them in Odoo, then try again.`;
  return { problem: problemOf("SCHEMA_INVALID", "format options", text) };
}
