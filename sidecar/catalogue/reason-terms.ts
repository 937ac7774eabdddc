import { type ReasonCode, reasons } from "../documents/reason-codes.ts";
import type { Term, TermTable } from "../terms/term.ts";

/** The sentences and suggestions of the reason codes, by term: `reason.UNKNOWN_ITEM`, `advice.UNKNOWN_ITEM`. */
export const reasonTable: TermTable = Object.fromEntries(
  Object.entries(reasons).flatMap(([code, { sentence, suggestion }]) => [
    [`reason.${code}`, sentence],
    [`advice.${code}`, suggestion],
  ]),
);

/** Returns the term that states what happened. */
export const reasonTerm = (code: ReasonCode): Term => ({ term: `reason.${code}` });

/** Returns the term that suggests the next step. */
export const adviceTerm = (code: ReasonCode): Term => ({ term: `advice.${code}` });
