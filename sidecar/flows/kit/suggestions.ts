import type { ReasonCode } from "../../documents/reason-codes.ts";
import type { Term } from "../../terms/term.ts";
import { say } from "./terms.ts";

/** A flow's own suggestions, by reason code. They replace the general ones. */
export type Suggestions = Readonly<Partial<Record<ReasonCode, Term>>>;

/** Returns the general suggestion for a reason code. */
export function suggestionFor(code: ReasonCode): Term {
  return { term: `advice.${code}` };
}

/** Returns the flow's own suggestion for a reason code or, if it has none, the general suggestion. */
export function suggestionFrom(own: Suggestions, code: ReasonCode): Term {
  return own[code] ?? suggestionFor(code);
}

/** Suggestions for documents from a department. They are needed because the general suggestions refer to orders and vendors. */
export const departmentSuggestions: Suggestions = {
  UNKNOWN_ITEM: say("suggest-item"),
  UNKNOWN_LOCATION: say("suggest-department"),
  AMBIGUOUS_MATCH: say("suggest-match"),
};
