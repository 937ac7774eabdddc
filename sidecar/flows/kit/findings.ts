import { type ReasonCode, reasons, type Severity } from "../../documents/reason-codes.ts";
import type { Term } from "../../terms/term.ts";
import type { Acceptance, Finding, Link, Plan } from "../flow.ts";
import { type Suggestions, suggestionFor, suggestionFrom } from "./suggestions.ts";
import { say } from "./terms.ts";

const ranks: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2, critical: 3 };

/** Returns the reason code of the most severe finding. If several are equally severe, the first one counts. */
export function gravest(findings: readonly [Finding, ...Finding[]]): ReasonCode {
  return findings.reduce((worst, next) => (rank(next) > rank(worst) ? next : worst)).code;
}

function rank(finding: Finding): number {
  return ranks[reasons[finding.code].severity];
}

/** Returns whether a person has accepted this finding. An acceptance applies only to the same code, line, field and values. */
export function isAccepted(finding: Finding, accepted: readonly Acceptance[]): boolean {
  return accepted.some(
    (each) =>
      each.code === finding.code &&
      each.line === finding.line &&
      each.field === finding.field &&
      each.ours === finding.ours &&
      each.theirs === finding.theirs,
  );
}

/** Converts an accepted finding to a change, whose text states that a person accepted it. */
export function asAccepted({ acceptable: _, ...finding }: Finding): Finding {
  return { ...finding, text: say("accepted", { finding: finding.text }) };
}

/**
 * Returns a plan that raises an exception for the whole document and applies nothing. Its reason code is the code of the most
 * severe finding.
 */
export function exceptionPlan(
  findings: readonly [Finding, ...Finding[]],
  links: readonly Link[],
  suggestion?: Term,
): Extract<Plan, { exception: unknown }> {
  return {
    exception: {
      code: gravest(findings),
      findings,
      links,
      ...(suggestion === undefined ? {} : { suggestion }),
    },
  };
}

/**
 * Returns a plan that raises an exception for the whole document. Its suggestion is the entry of `suggestions` for the most
 * severe finding or, without an entry, the general suggestion. Throws an error if there are no findings.
 */
export function heldBy(
  findings: readonly Finding[],
  links: readonly Link[],
  suggestions: Suggestions,
): Extract<Plan, { exception: unknown }> {
  const [first, ...others] = findings;
  if (first === undefined) throw new Error("An exception requires at least one finding.");
  const all = [first, ...others] as const;
  return exceptionPlan(all, links, suggestionFrom(suggestions, gravest(all)));
}

/** Returns the general suggestion for a reason, preceded by the lines of the findings, if they have any: "Lines 2 and 5: …". */
export function suggestionForLines(code: ReasonCode, findings: readonly Finding[]): Term {
  const suggestion = suggestionFor(code);
  const [line, ...others] = new Set(findings.flatMap((finding) => finding.line ?? []));
  if (line === undefined) return suggestion;
  return others.length === 0
    ? say("suggestion-for-line", { line, suggestion })
    : say("suggestion-for-lines", { lines: { all: [line, ...others] }, suggestion });
}

/** Returns a term that joins the given terms, separated by spaces. */
export function together(first: Term, ...others: readonly Term[]): Term {
  return others.reduce((before, then) => say("together", { first: before, then }), first);
}
