import type { FieldValues, Finding } from "../../flow.ts";

/**
 * The result of one check of a line: an empty object if nothing changes, a change that the policy allows (`change`), or a finding
 * that requires a person's decision (`blocking`). `values` are the fields to write: immediately for a change, or after a person
 * has accepted the finding.
 */
export type LineCheck = {
  readonly blocking?: Finding;
  readonly change?: Finding;
  readonly values?: FieldValues;
};

/**
 * Returns a check that requires a person's decision. `values` are the fields to write if the person accepts the finding. If
 * `values` is null, the finding cannot be accepted.
 */
export function forAcceptance(blocking: Finding, values: FieldValues | null): LineCheck {
  return values === null ? { blocking } : { blocking: { ...blocking, acceptable: true }, values };
}
