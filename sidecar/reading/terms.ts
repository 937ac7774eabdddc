import { terms } from "../terms/term.ts";

/** Texts about bodies whose content was not read. */
export const say = terms("reading", {
  "format-unknown": "The body does not match any of the formats agreed for this connection.",
  "too-demanding":
    "Reading the message takes more memory or time than allowed for a single message. The sender must split it.",
});
