import { terms } from "../terms/term.ts";

/** Texts of the notes that the journal adds to a document. */
export const sayJournal = terms("journal", {
  "read-again": "The message has been read again.",
  "file-arrived": "The file has arrived.",
  dismissed: "Dismissed. Reason given: {reason}",
});
