import { z } from "zod";
import { english, englishLines } from "../catalogue/terms.ts";
import type { Preview } from "../engine/ports/dry-run.ts";
import type { Finding } from "../flows/flow.ts";
import { termsOf, type Words } from "../terms/words.ts";

/** The texts about documents in the operators' API, and their schemas. Each text is given in English and as a term. */

const values: z.ZodType = z.lazy(() => z.union([z.string(), z.number(), z.looseObject({})]));

export const term = z
  .object({
    term: z.string().describe("The code of the sentence in the catalogue, such as reason.UNKNOWN_ITEM."),
    parameters: z
      .record(z.string(), values)
      .optional()
      .describe("The values of the sentence's placeholders."),
  })
  .describe("A sentence as data, which Odoo renders in the reader's language.");

const sentences = z.string().nullable();
const sentenceTerms = z.array(term).nullable();

/** The schemas of the members of a response that contain the reason for an exception or a wait, and the suggestion. */
export const reasonMembers = {
  reason: sentences,
  reasonTerms: sentenceTerms,
  suggestion: sentences,
  suggestionTerms: sentenceTerms,
};
export const noteMembers = { note: sentences, noteTerms: sentenceTerms };
export const findingMembers = { text: z.string(), textTerm: term };

export const reasonTexts = (reason: Words | null) => ({
  reason: englishLines(reason),
  reasonTerms: termsOf(reason),
});
export const suggestionTexts = (suggestion: Words | null) => ({
  suggestion: englishLines(suggestion),
  suggestionTerms: termsOf(suggestion),
});
export const noteTexts = (note: Words | null) => ({ note: englishLines(note), noteTerms: termsOf(note) });

export const findingTexts = (finding: Finding) => {
  const textTerm = finding.text;
  return {
    ...finding,
    ...(finding.position && { position: english(finding.position) }),
    text: english(textTerm),
    textTerm,
  };
};

/** Converts a preview to the form in which the operators' API returns it, with texts in English and as terms. */
export function previewTexts(preview: Preview): object {
  switch (preview.outcome) {
    case "would-apply":
    case "would-send":
      return { ...preview, ...noteTexts(preview.note) };
    case "would-wait":
    case "exception":
      return {
        ...preview,
        ...reasonTexts(preview.reason),
        ...suggestionTexts(preview.suggestion),
        findings: preview.findings.map(findingTexts),
      };
    default:
      return { ...preview, ...reasonTexts(preview.reason) };
  }
}
