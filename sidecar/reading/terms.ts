import { terms } from "../terms/term.ts";

/** Texts about bodies whose content was not read. */
export const say = terms("reading", {
  "format-unknown": "The body does not match any of the formats agreed for this connection.",
  "utf-16":
    "The body is encoded as UTF-16 and does not match any of the formats agreed for this connection. Send it in ASCII or UTF-8.",
  "too-demanding":
    "Reading the message takes more memory or time than allowed for a single message. The sender must split it.",
});
