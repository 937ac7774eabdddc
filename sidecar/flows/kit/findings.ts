import { Decimal } from "decimal.js";
import { type ReasonCode, reasons, type Severity } from "../../documents/reason-codes.ts";
import type { Acceptance, Finding, Link, Plan } from "../flow.ts";

const ranks: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2, critical: 3 };

/** Gives the code of the gravest finding by the catalogue of reasons; of equals, the first in the document. */
export function gravest(findings: readonly [Finding, ...Finding[]]): ReasonCode {
  return findings.reduce((worst, next) => (rank(next) > rank(worst) ? next : worst)).code;
}

function rank(finding: Finding): number {
  return ranks[reasons[finding.code].severity];
}

/** Says whether a person has accepted this finding, with these very values. */
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

/** Returns a finding that a person accepted as the change that it is then, and says so. */
export function asAccepted({ acceptable: _, ...finding }: Finding): Finding {
  return { ...finding, text: `${finding.text} A person accepted it.` };
}

/** Gives the plan that hands the whole document to a person: nothing of it is applied. */
export function forPerson(
  findings: readonly [Finding, ...Finding[]],
  links: readonly Link[],
  suggestion?: string,
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

/** Gives the catalogue's suggestion with the lines it is about: "Lines 2 and 5: …". */
export function suggestionForLines(code: ReasonCode, findings: readonly Finding[]): string {
  const lines = [...new Set(findings.flatMap(({ line }) => line ?? []))];
  if (lines.length === 0) return reasons[code].suggestion;
  return `${lines.length === 1 ? "Line" : "Lines"} ${listed(lines)}: ${lowerFirst(reasons[code].suggestion)}`;
}

/** Gives words as people list them: "1", "1 and 2", "1, 2 and 3". */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

/** Gives a quantity for reading: no trailing zeros, at most three decimals. */
export function readable(quantity: Decimal): string {
  return quantity.toDecimalPlaces(3).toFixed();
}

/** Gives a price for reading: at least two decimals, at most four. */
export function readablePrice(price: Decimal): string {
  const rounded = price.toDecimalPlaces(4, Decimal.ROUND_HALF_UP);
  return rounded.decimalPlaces() < 2 ? rounded.toFixed(2) : rounded.toFixed();
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
