import { terms } from "../../terms/term.ts";

/** Reasons why a received message is stored but not processed. */
export const say = terms("receive", {
  "journal-refuses-details":
    "The journal refused the details of the message. Its bytes are stored. Report this.",
});
