import { terms } from "../terms/term.ts";

/** What is said about a body whose content was never looked at. */
export const say = terms("reading", {
  "format-unknown": "The body is in none of the formats agreed for this connection.",
  "too-demanding":
    "Reading the message takes more memory or time than one message is allowed. The sender must split it.",
});
