import type { FieldValues, Finding } from "../../flow.ts";

/**
 * The result of one question about a line: nothing, a change that the policy allows, or a finding for a person. If the
 * person may accept the finding, the values to write then come with it.
 */
export type LineCheck = {
  readonly blocking?: Finding;
  readonly change?: Finding;
  readonly values?: FieldValues;
};

/** Returns a finding that a person may accept, with the values to write then; null when they cannot be written. */
export function forAcceptance(blocking: Finding, values: FieldValues | null): LineCheck {
  return values === null ? { blocking } : { blocking: { ...blocking, acceptable: true }, values };
}
