import { terms } from "../terms/term.ts";

/** What the journal itself says about a document. */
export const sayJournal = terms("journal", { "read-again": "The message has been read again." });
