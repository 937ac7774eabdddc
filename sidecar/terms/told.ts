import { terms } from "./term.ts";

/**
 * Frames for texts that nobody has as a term: the words of another system or of a person, and rows that an earlier version stored
 * as sentences.
 */
export const told = terms("told", {
  "as-it-was": "{text}",
  "and-more": "And {count} more.",
});
