import { terms } from "./term.ts";

/**
 * Terms for finished sentences that earlier versions stored ("as-it-was"), and for the number of omitted sentences ("and-more").
 */
export const told = terms("told", {
  "as-it-was": "{text}",
  "and-more": "And {count} more.",
});
