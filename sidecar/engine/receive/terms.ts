import { terms } from "../../terms/term.ts";

/** Why a message that arrived is only stored. */
export const say = terms("receive", {
  "journal-refuses-details":
    "The journal refused the details of the message. Its bytes are stored. Report this.",
});
