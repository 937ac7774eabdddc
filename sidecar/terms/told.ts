import { terms } from "./term.ts";

/** Frame terms: for sentences that earlier versions stored, which the journal reads as terms, and for omitted items. */
export const told = terms("told", {
  "as-it-was": "{text}",
  "and-more": "And {count} more.",
});
