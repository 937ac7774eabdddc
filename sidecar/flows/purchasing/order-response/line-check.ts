import type { ChoiceCode } from "../../../documents/decisions.ts";
import type { Term } from "../../../terms/term.ts";
import type { Acceptance, FieldValues, Finding, Operation, Unknown } from "../../flow.ts";
import { asAccepted, asDecided, asKept, decisionOn, withPerson } from "../../kit/findings.ts";

/**
 * The result of one check of a line: an empty object if nothing changes, a change that the policy allows (`change`), or a finding
 * that requires a person's decision (`blocking`). `values` are the fields to write: immediately for a change, or after a person
 * has accepted the finding.
 */
export type LineCheck = {
  readonly blocking?: Finding;
  readonly change?: Finding;
  readonly values?: FieldValues;
  /** Fields that have the value that the vendor states. Writing it again tells Odoo that the vendor knows it. */
  readonly confirms?: FieldValues;
  /** Operations that follow the writing of the values. */
  readonly operations?: readonly Operation[];
  /** What a person may decide about `blocking` other than to accept it or to keep our value. */
  readonly alternatives?: readonly Alternative[];
};

/** What a decision on a finding does. */
export type Alternative = {
  readonly code: ChoiceCode;
  /** How the partner identifies the record that the person chooses. Its ID is passed to `operations`. */
  readonly record?: Unknown;
  /** The text of the change, such as "… The line was split." */
  readonly text: Term;
  readonly values: FieldValues;
  readonly operations: (record: number) => readonly Operation[];
};

/**
 * Returns a check that requires a person's decision. `values` are the fields to write if the person accepts the finding. If
 * `values` is null, the finding cannot be accepted.
 */
export function forAcceptance(
  blocking: Finding,
  values: FieldValues | null,
  alternatives: readonly Alternative[] = [],
): LineCheck {
  if (values === null) return { blocking, alternatives };
  return { blocking: { ...blocking, acceptable: true }, values, alternatives };
}

/**
 * Applies a person's decision to a check: the finding becomes a change with the values of the decision. Without a decision, the
 * finding lists what the person may decide. Our value can be kept for every finding.
 */
export function decided(check: LineCheck, accepted: readonly Acceptance[]): LineCheck {
  const { blocking, values, alternatives = [] } = check;
  if (blocking === undefined) return check;
  const decision = decisionOn(blocking, accepted);
  if (decision?.decision === "keep-ours") return { change: asKept(blocking, decision) };
  if (decision !== null && decision.decision === undefined && blocking.acceptable === true)
    return { change: asAccepted(blocking, accepted), ...(values && { values }) };
  const chosen = alternatives.find(({ code }) => code === decision?.decision);
  if (
    decision !== null &&
    chosen !== undefined &&
    (chosen.record === undefined || decision.record !== undefined)
  )
    return {
      change: asDecided(blocking, withPerson(chosen.text, decision)),
      values: chosen.values,
      operations: chosen.operations(decision.record ?? 0),
    };
  const offered = alternatives.map(({ code, record }) => ({ code, ...(record && { record }) }));
  return { blocking: { ...blocking, choices: [...offered, { code: "keep-ours" }] } };
}
