import { terms } from "./term.ts";

/**
 * The terms "as-it-was", for finished sentences that earlier versions stored, and "and-more", for the number of omitted
 * sentences.
 */
export const told = terms("told", {
  "as-it-was": "{text}",
  "and-more": "And {count} more.",
});
