import { terms } from "../../../terms/term.ts";

export const say = terms("encounter-completed", {
  completed: "The encounter was completed. The billing system is told.",
  "completed-on": "The encounter was completed on {date}. The billing system is told.",
  "completed-again":
    "The encounter was completed again. The billing system is sent a correction (version {version}).",
  corrected:
    "The encounter was corrected: {facts}. The billing system is sent a correction (version {version}).",
  reopened:
    "The discharge was cancelled. The encounter is withdrawn from the billing system (version {version}).",
  cancelled:
    "The admission was cancelled. The encounter is withdrawn from the billing system (version {version}).",

  "nothing-changed": "Nothing has changed in what the billing system was told.",
  "not-completed-yet": "Recorded. The billing system is told when the encounter is completed.",
  "never-told":
    "Recorded. There is nothing to withdraw: the billing system was not told of a completed encounter.",

  account: "account",
  class: "class",
  department: "department",
  costCentre: "cost centre",
  startDate: "first day",
  endDate: "last day",
});
