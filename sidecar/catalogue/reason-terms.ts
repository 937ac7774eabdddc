import { type ReasonCode, reasons } from "../documents/reason-codes.ts";
import type { Term, TermTable } from "../terms/term.ts";

/**
 * The texts and suggestions of the reason codes, by the code of their terms, such as `reason.UNKNOWN_ITEM` and
 * `advice.UNKNOWN_ITEM`.
 */
export const reasonTable: TermTable = Object.fromEntries(
  Object.entries(reasons).flatMap(([code, { sentence, suggestion }]) => [
    [`reason.${code}`, sentence],
    [`advice.${code}`, suggestion],
  ]),
);

/** Returns the term for the text of a reason code, which states why a document needs attention. */
export const reasonTerm = (code: ReasonCode): Term => ({ term: `reason.${code}` });

/** Returns the term for the suggestion of a reason code: the next step for the user. */
export const adviceTerm = (code: ReasonCode): Term => ({ term: `advice.${code}` });
