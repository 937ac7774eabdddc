import { terms } from "../../../terms/term.ts";

export const say = terms("acknowledgement", {
  accepted: "The partner's system accepted what we sent.",
  "accepted-with-errors": "The partner's system accepted what we sent, with errors.",
  rejected: "The partner's system rejected what we sent.",
  "accepted-in-part":
    "The partner's system accepted only some of the documents in this transmission without stating which ones. Ask the partner.",
  reported: "Reported: {what}",
});
