import { terms } from "../../terms/term.ts";

/** Reasons why a received message is stored but not processed. */
export const say = terms("receive", {
  "journal-refuses-details":
    "The journal rejected the details of the message. The message itself is stored. Report this.",
});
