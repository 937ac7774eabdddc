import { terms } from "../../terms/term.ts";

/** Reasons why a received message is stored but not processed. */
export const say = terms("receive", {
  "journal-refuses-details":
    "The journal rejected the details of the message. The message itself is stored. Report this.",
  compared:
    "Compared with the message of the same control number that was received on {earlier}. This one was received on {later}.",
  expected: "Expected format: {format}. {expected}",
  "looks-like": "The message looks like {format}.",
  "bytes-withheld":
    "The content may concern patients and is not shown here. Open the raw message in the sidecar.",
});
