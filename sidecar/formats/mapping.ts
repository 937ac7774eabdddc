import type { z } from "zod";
import type { ReasonCode } from "../documents/reason-codes.ts";
import type { Term } from "../terms/term.ts";
import { say } from "./terms.ts";

/** One thing a person should look at; the same shape as a finding of a flow. */
export type MappingFinding = {
  readonly code: ReasonCode;
  /** The line's number in the sender's document; absent for the document as a whole. */
  readonly line?: string;
  /** What it is about: "unit", "date", "total" … */
  readonly field: string;
  readonly ours?: string;
  readonly theirs?: string;
  /** One sentence. A technical one names segments and elements and holds no payload values. */
  readonly text: Term;
};

/** Why a message could not become a document: the reason the exchange gets, and all that was found. */
export type Problem = { readonly code: ReasonCode; readonly findings: readonly MappingFinding[] };

/** What a mapper gives: the document, or what kept it from being one. */
export type Mapped<Document> = { readonly document: Document } | { readonly problem: Problem };

/** What was agreed with the partner outside the messages. */
export type Agreement = {
  /** ISO 4217 currency of prices where the message names none. */
  readonly currency: string;
};

/** Returns the problem that the findings make; the first one, being the first in the document, names it. */
export function problem(findings: readonly [MappingFinding, ...MappingFinding[]]): { problem: Problem } {
  return { problem: { code: findings[0].code, findings } };
}

/** One finding about the whole as a problem. */
export function problemOf(code: ReasonCode, field: string, text: Term): Problem {
  return { code, findings: [{ code, field, text }] };
}

/** Findings of one schema; a person corrects the first ones, and the rest follow. */
const MOST_FINDINGS = 100;

/**
 * Returns the candidate as a document when the schema accepts it, else a `SCHEMA_INVALID` problem naming the paths that
 * do not fit. Values stay out of the text.
 */
export function validated<Document>(schema: z.ZodType<Document>, candidate: unknown): Mapped<Document> {
  const result = schema.safeParse(withoutUndefined(candidate));
  if (result.success) return { document: result.data };
  const [first, ...others] = result.error.issues
    .slice(0, MOST_FINDINGS)
    .map(({ path, code }) => invalid(path.join("."), code));
  return problem([first ?? invalid("", "invalid"), ...others]);
}

function invalid(path: string, rule: string): MappingFinding {
  const text = path === "" ? say("document-invalid", { rule }) : say("value-invalid", { path, rule });
  return { code: "SCHEMA_INVALID", field: path || "document", text };
}

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== "object" || value === null) return value;
  const filled = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(filled.map(([key, inner]) => [key, withoutUndefined(inner)]));
}

/** Findings kept of one message, whose every line may have some. */
const MOST_FINDINGS_OF_A_WALK = 1000;

/** Gathers findings, each once, while a mapper walks through a message, so that a person sees all of them at once. */
export type Findings = { readonly list: MappingFinding[]; add(finding: MappingFinding): undefined };

export function collectFindings(): Findings {
  const list: MappingFinding[] = [];
  const texts = new Set<string>();
  return {
    list,
    add(finding) {
      if (texts.has(JSON.stringify(finding.text)) || list.length >= MOST_FINDINGS_OF_A_WALK) return undefined;
      texts.add(JSON.stringify(finding.text));
      list.push(finding);
      return undefined;
    },
  };
}

/** Returns the document when nothing was found against it, else the problem. */
export function settled<Document>(findings: Findings, make: () => Mapped<Document>): Mapped<Document> {
  const [first, ...others] = findings.list;
  return first === undefined ? make() : problem([first, ...others]);
}
