import type { DryRunResult, Preview } from "../engine/ports/dry-run.ts";
import type { Term } from "../terms/term.ts";
import { termsOf, type Words } from "../terms/words.ts";
import { findingRow } from "./finding-row.ts";

/** The texts of a preview as Odoo stores them: lists of terms, rendered in the reader's language. */
type SaidRow = { readonly [Name in "reason" | "suggestion" | "note"]?: readonly Term[] | null };

/** Converts a preview of a document to the form in which Odoo stores it. */
export function previewRow(preview: Preview): SaidRow & Readonly<Record<string, unknown>> {
  switch (preview.outcome) {
    case "would-apply":
    case "would-send":
      return { ...preview, note: termsOf(preview.note) };
    case "would-wait":
    case "exception":
      return { ...faultRow(preview), findings: preview.findings.map(findingRow) };
    default:
      return { ...preview, reason: termsOf(preview.reason) };
  }
}

/**
 * Converts the result of a dry run to the form in which Odoo stores it: its field names are in snake case, while the documents
 * are unchanged.
 */
export function dryRunRow({ messages, ...rest }: DryRunResult): object {
  return {
    ...rest,
    messages: messages.map(({ passedOver, problem, documents, ...message }) => ({
      ...message,
      passed_over: passedOver,
      problem: problem && underscored(faultRow(problem)),
      documents: documents.map(({ preview, ...document }) => ({
        ...document,
        preview: underscored(previewRow(preview)),
      })),
    })),
  };
}

type FaultRow = {
  readonly reasonCode: string | null;
  readonly reason: Words | null;
  readonly suggestion: Words | null;
};

const faultRow = <T extends FaultRow>({ reason, suggestion, ...rest }: T) => ({
  ...rest,
  reason: termsOf(reason),
  suggestion: termsOf(suggestion),
});

function underscored(row: Readonly<Record<string, unknown>>): object {
  const { reasonCode, ...rest } = row;
  return reasonCode === undefined ? rest : { ...rest, reason_code: reasonCode };
}
