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

/**
 * Returns a person's decision on this finding, or null if there is none. A decision applies only to the same code, line, field and
 * values. The latest one counts.
 */
export function decisionOn(finding: Finding, accepted: readonly Acceptance[]): Acceptance | null {
  const found = accepted.findLast(
    (each) =>
      each.code === finding.code &&
      each.line === finding.line &&
      each.field === finding.field &&
      each.ours === finding.ours &&
      each.theirs === finding.theirs,
  );
  return found ?? null;
}

/** Returns whether a person has accepted this finding as the partner sent it. */
export function isAccepted(finding: Finding, accepted: readonly Acceptance[]): boolean {
  const decision = decisionOn(finding, accepted);
  return decision !== null && decision.decision === undefined;
}

/**
 * Returns the decisions in `wished` that the findings permit: to accept an acceptable finding, or to take one of its choices. A
 * choice for which the person chooses a record requires the ID of that record.
 */
export function permittedDecisions(
  findings: readonly Finding[],
  wished: readonly Acceptance[],
): { readonly finding: Finding; readonly decision: Acceptance }[] {
  return findings.flatMap((finding) => {
    const wish = decisionOn(finding, wished);
    if (wish === null) return [];
    const { code, line, field, ours, theirs } = finding;
    const of = {
      code,
      field,
      ...(line === undefined ? {} : { line }),
      ...(ours === undefined ? {} : { ours }),
      ...(theirs === undefined ? {} : { theirs }),
    };
    if (wish.decision === undefined) return finding.acceptable === true ? [{ finding, decision: of }] : [];
    const choice = finding.choices?.find((each) => each.code === wish.decision);
    if (choice === undefined) return [];
    if (choice.record === undefined) return [{ finding, decision: { ...of, decision: choice.code } }];
    const { record } = wish;
    if (record === undefined || !Number.isSafeInteger(record)) return [];
    return [{ finding, decision: { ...of, decision: choice.code, record } }];
  });
}

/** Converts an accepted finding to a change, whose text states who accepted it. */
export function asAccepted(finding: Finding, accepted: readonly Acceptance[]): Finding {
  const person = decisionOn(finding, accepted)?.by;
  const text =
    person === undefined
      ? say("accepted", { finding: finding.text })
      : say("accepted-by", { finding: finding.text, person });
  return asDecided(finding, text);
}

/** Converts a finding on which a person has decided to a change with this text. */
export function asDecided({ acceptable: _, choices: __, ...finding }: Finding, text: Term): Finding {
  return { ...finding, text };
}

/** Returns the text of a decision with the name of the person who made it, if it is known. */
export const withPerson = (text: Term, { by }: Acceptance): Term =>
  by === undefined ? text : say("decided-by", { decision: text, person: by });

/** Converts a finding to a change for which our value stays, because a person decided so. */
export function asKept(finding: Finding, decision: Acceptance): Finding {
  return asDecided(finding, withPerson(say("kept-ours", { finding: finding.text }), decision));
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
  return linesOf(findings, suggestionFor(code));
}

/** Returns a suggestion, preceded by the lines of the findings, if they have any. */
export function linesOf(findings: readonly Finding[], suggestion: Term): Term {
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
