import { terms } from "../terms/term.ts";

/** The terms of the journal's own notes about a document. */
export const sayJournal = terms("journal", {
  "read-again": "The message has been read again.",
  dismissed: "Dismissed. Reason given: {reason}",
});
