import { terms } from "../../../terms/term.ts";

export const say = terms("billing-trigger", {
  completed: "Told the billing system that the encounter can be billed.",
  corrected: "Told the billing system what has changed in the encounter.",
  reopened: "Told the billing system that the discharge was cancelled.",
  cancelled: "Told the billing system that the admission was cancelled.",
});
