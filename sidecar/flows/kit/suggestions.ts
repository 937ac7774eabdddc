import type { ReasonCode } from "../../documents/reason-codes.ts";
import type { Term } from "../../terms/term.ts";
import { say } from "./terms.ts";

/** Suggestions of a flow that replace the general ones. */
export type Suggestions = Readonly<Partial<Record<ReasonCode, Term>>>;

/** Returns the general suggestion for a reason. */
export function suggestionFor(code: ReasonCode): Term {
  return { term: `advice.${code}` };
}

/** Returns the flow's own suggestion for a reason, or else the general one. */
export function suggestionFrom(own: Suggestions, code: ReasonCode): Term {
  return own[code] ?? suggestionFor(code);
}

/** Suggestions for documents of a department. The general ones are about orders and vendors. */
export const departmentSuggestions: Suggestions = {
  UNKNOWN_ITEM: say("suggest-item"),
  UNKNOWN_LOCATION: say("suggest-department"),
  AMBIGUOUS_MATCH: say("suggest-match"),
};
