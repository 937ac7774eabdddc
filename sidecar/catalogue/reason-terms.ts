import { type ReasonCode, reasons } from "../documents/reason-codes.ts";
import type { Term, TermTable } from "../terms/term.ts";

/** The sentences and suggestions of the reason codes as terms: `reason.UNKNOWN_ITEM`, `advice.UNKNOWN_ITEM`. */
export const reasonTable: TermTable = Object.fromEntries(
  Object.entries(reasons).flatMap(([code, { sentence, suggestion }]) => [
    [`reason.${code}`, sentence],
    [`advice.${code}`, suggestion],
  ]),
);

/** What happened, in the catalogue's sentence. */
export const reasonTerm = (code: ReasonCode): Term => ({ term: `reason.${code}` });

/** What to do about it. */
export const adviceTerm = (code: ReasonCode): Term => ({ term: `advice.${code}` });
