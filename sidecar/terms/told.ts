import { terms } from "./term.ts";

/**
 * Terms for texts that do not exist as terms: texts from another system or a person, and sentences that an earlier
 * version stored.
 */
export const told = terms("told", {
  "as-it-was": "{text}",
  "and-more": "And {count} more.",
});
