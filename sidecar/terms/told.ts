import { terms } from "./term.ts";

/** Terms that wrap the sentences stored by earlier versions, and the term for omitted items. */
export const told = terms("told", {
  "as-it-was": "{text}",
  "and-more": "And {count} more.",
});
