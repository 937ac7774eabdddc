import { terms } from "../../terms/term.ts";

/** The sentences that the flows of billing share. */
export const say = terms("billing", {
  "draft-invoice": "a draft invoice",
});
