import { z } from "zod";
import { english, englishLines } from "../catalogue/terms.ts";
import type { Preview } from "../engine/ports/dry-run.ts";
import type { Finding } from "../flows/flow.ts";
import { asTerm, termsOf, type Words } from "../terms/words.ts";

/** Texts about documents in the operators' API: English sentences, and next to them the same texts as terms. */

const values: z.ZodType = z.lazy(() => z.union([z.string(), z.number(), z.looseObject({})]));

export const term = z
  .object({
    term: z.string().describe("The code of the sentence in the catalogue, such as reason.UNKNOWN_ITEM."),
    parameters: z.record(z.string(), values).optional().describe("What fills the sentence's placeholders."),
  })
  .describe("A sentence as data: Odoo renders it in its reader's language.");

const sentences = z.string().nullable();
const sentenceTerms = z.array(term).nullable();

/** The members for the reason of an exception or wait, and the suggested next step. */
export const toldTrouble = {
  reason: sentences,
  reasonTerms: sentenceTerms,
  suggestion: sentences,
  suggestionTerms: sentenceTerms,
};
export const toldNote = { note: sentences, noteTerms: sentenceTerms };
export const toldFinding = { text: z.string(), textTerm: term };

export const reasonTold = (reason: Words | null) => ({
  reason: englishLines(reason),
  reasonTerms: termsOf(reason),
});
export const suggestionTold = (suggestion: Words | null) => ({
  suggestion: englishLines(suggestion),
  suggestionTerms: termsOf(suggestion),
});
export const noteTold = (note: Words | null) => ({ note: englishLines(note), noteTerms: termsOf(note) });

export const findingTold = (finding: Finding) => {
  const textTerm = asTerm(finding.text);
  return { ...finding, text: english(textTerm), textTerm };
};

/** Converts a preview to the answer of the operators' API. */
export function previewTold(preview: Preview): object {
  switch (preview.outcome) {
    case "would-apply":
    case "would-send":
      return { ...preview, ...noteTold(preview.note) };
    case "would-wait":
    case "exception":
      return {
        ...preview,
        ...reasonTold(preview.reason),
        ...suggestionTold(preview.suggestion),
        findings: preview.findings.map(findingTold),
      };
    default:
      return { ...preview, ...reasonTold(preview.reason) };
  }
}
