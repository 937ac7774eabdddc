import { terms } from "../../../terms/term.ts";

export const say = terms("billing-trigger", {
  completed: "Notified the billing system that the encounter can be billed.",
  corrected: "Notified the billing system of the changes to the encounter.",
  reopened: "Notified the billing system that the discharge was cancelled.",
  cancelled: "Notified the billing system that the admission was cancelled.",
});
