import { terms } from "./term.ts";

/** Frames: for the sentences that earlier versions stored, which the journal reads as terms, and for what is left out. */
export const told = terms("told", {
  "as-it-was": "{text}",
  "and-more": "And {count} more.",
});
