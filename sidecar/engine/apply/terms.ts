import { terms } from "../../terms/term.ts";

/** What becomes of a document on its way into Odoo. */
export const say = terms("apply", {
  "connection-off": "The connection is switched off or no longer exists.",
  "flow-off": "The flow is not switched on for this connection.",
  "no-receiver": 'No active connection of the kind "{kind}" has the flow "{flow}" switched on.',
  "switch-on": 'Switch "{flow}" on for the connection that is to receive it, then try again.',
  "odoo-reports": "Odoo reports: {text}",
  "later-without-effect": "Reported later, without effect: {note}",
  "waits-for-earlier": "Waits until an earlier document of the same kind is finished.",
  "unanswered-alone":
    "Odoo was reachable but did not answer for this document, which was tried alone {times} times. Last error: {error}.",
});
