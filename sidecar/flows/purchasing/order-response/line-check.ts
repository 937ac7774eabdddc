import type { FieldValues, Finding } from "../../flow.ts";

/**
 * The result of one check of a line: empty if nothing changes, a change that the policy allows, or a finding for a person
 * (`blocking`). `values` are the fields to write: at once for a change, or after a person has accepted the finding.
 */
export type LineCheck = {
  readonly blocking?: Finding;
  readonly change?: Finding;
  readonly values?: FieldValues;
};

/**
 * Returns a check that requires a person's decision. If the person may accept the finding, `values` are then written; null means
 * that it cannot be accepted.
 */
export function forAcceptance(blocking: Finding, values: FieldValues | null): LineCheck {
  return values === null ? { blocking } : { blocking: { ...blocking, acceptable: true }, values };
}
