import { terms } from "../../../terms/term.ts";

export const say = terms("encounter-completed", {
  completed: "The encounter was completed. The billing system will be notified.",
  "completed-on": "The encounter was completed on {date}. The billing system will be notified.",
  "completed-again":
    "The encounter was completed again. A correction will be sent to the billing system (version {version}).",
  corrected:
    "The encounter was corrected: {facts}. A correction will be sent to the billing system (version {version}).",
  reopened:
    "The discharge was cancelled. The encounter will be withdrawn from the billing system (version {version}).",
  cancelled:
    "The admission was cancelled. The encounter will be withdrawn from the billing system (version {version}).",

  "nothing-changed": "None of the data reported to the billing system has changed.",
  "not-completed-yet": "Recorded. The billing system will be notified when the encounter is completed.",
  "never-told":
    "Recorded. There is nothing to withdraw, because no completed encounter was reported to the billing system.",

  account: "account",
  class: "class",
  department: "department",
  costCentre: "cost centre",
  startDate: "first day",
  endDate: "last day",
});
