import type { z } from "zod";
import { placeOf, ruleInWords } from "../documents/places/places.ts";
import type { ReasonCode } from "../documents/reason-codes.ts";
import type { Term } from "../terms/term.ts";
import { quickParser } from "./quick-parse.ts";
import { say } from "./terms.ts";

/** A point that a person should review. It has the same structure as a finding of a flow. */
export type MappingFinding = {
  readonly code: ReasonCode;
  /** The line number in the sender's document; absent if the finding concerns the whole document. */
  readonly line?: string;
  /** The subject, such as "unit", "date" or "total". */
  readonly field: string;
  /** The position and the fault in words, such as "Line 1, PO102 quantity: invalid code (7)". */
  readonly position?: Term;
  readonly ours?: string;
  readonly theirs?: string;
  /**
   * A sentence about the finding. If it concerns the syntax of the message, it names segments and elements and contains no
   * payload values.
   */
  readonly text: Term;
};

/** The reason why a message could not be converted to a document: the reason code of the exchange, and all findings. */
export type Problem = { readonly code: ReasonCode; readonly findings: readonly MappingFinding[] };

/** The result of a mapping: the document, or the problem. */
export type Mapped<Document> = { readonly document: Document } | { readonly problem: Problem };

/** Agreements with the partner that are not in the messages. */
export type Agreement = {
  /** The ISO 4217 currency of prices if the message contains none. */
  readonly currency: string;
};

/** Creates a problem from findings. Its reason code is the code of the first finding. */
export function problem(findings: readonly [MappingFinding, ...MappingFinding[]]): { problem: Problem } {
  return { problem: { code: findings[0].code, findings } };
}

/** Creates a problem with a single finding about the whole message. */
export function problemOf(code: ReasonCode, field: string, text: Term): Problem {
  return { code, findings: [{ code, field, text }] };
}

/** The maximum number of findings from one validation. Beyond it, most errors are consequences of the first ones. */
const MOST_FINDINGS = 100;

/**
 * Returns a function that validates a candidate document. The function returns the document, without members that are undefined,
 * or a `SCHEMA_INVALID` problem with the invalid paths. The texts contain no values.
 */
export function validator<Document extends object>(
  schema: z.ZodType<Document>,
): (candidate: unknown) => Mapped<Document> {
  const parse = quickParser(schema);
  return (candidate) => {
    const document = parse(candidate);
    return document === undefined ? validated(schema, candidate) : { document };
  };
}

function validated<Document>(schema: z.ZodType<Document>, candidate: unknown): Mapped<Document> {
  const result = schema.safeParse(withoutUndefined(candidate));
  if (result.success) return { document: result.data };
  const [first, ...others] = result.error.issues.slice(0, MOST_FINDINGS).map(findingOf);
  return problem([first ?? invalid([], "invalid"), ...others]);
}

/** Returns the finding for an issue of zod. A check of a document names its rule in `params`, and `OUT_OF_BALANCE` as its reason. */
function findingOf(issue: z.core.$ZodIssue): MappingFinding {
  const { path } = issue;
  const params = issue.code === "custom" ? issue.params : undefined;
  if (params?.reason === "OUT_OF_BALANCE") {
    const text = say("out-of-balance", { path: placeOf(path) });
    return { code: "OUT_OF_BALANCE", field: path.join("."), text };
  }
  return invalid(path, typeof params?.rule === "string" ? params.rule : issue.code);
}

function invalid(path: readonly PropertyKey[], code: string): MappingFinding {
  const rule = ruleInWords(code);
  const text =
    path.length === 0
      ? say("document-invalid", { rule })
      : say("value-invalid", { path: placeOf(path), rule });
  return { code: "SCHEMA_INVALID", field: path.join(".") || "document", text };
}

/** Returns a copy without the members that are undefined, at any depth, because a schema would retain them. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== "object" || value === null) return value;
  const filled = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(filled.map(([key, inner]) => [key, withoutUndefined(inner)]));
}

/** The maximum number of findings for one message, in which each line may have several. */
const MOST_FINDINGS_OF_A_WALK = 1000;

/**
 * Collects distinct findings while a mapper reads a message, so that users see all of them at once. `add` returns undefined, so
 * that a caller can return its result in place of a missing value.
 */
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

/** Returns the result of `make` if there are no findings. Otherwise returns a problem with all findings. */
export function mappedUnless<Document>(findings: Findings, make: () => Mapped<Document>): Mapped<Document> {
  const [first, ...others] = findings.list;
  return first === undefined ? make() : problem([first, ...others]);
}
