import type { FieldValues, Finding } from "../../flow.ts";

/**
 * The result of one check of a line: nothing, a change that the policy allows, or a finding for a person. If the person may
 * accept the finding, it includes the values that are then written.
 */
export type LineCheck = {
  readonly blocking?: Finding;
  readonly change?: Finding;
  readonly values?: FieldValues;
};

/** Returns a finding that a person may accept, with the values to write in that case; null if they cannot be written. */
export function forAcceptance(blocking: Finding, values: FieldValues | null): LineCheck {
  return values === null ? { blocking } : { blocking: { ...blocking, acceptable: true }, values };
}
