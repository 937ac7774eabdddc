import { terms } from "../../terms/term.ts";

/** Texts about applying documents in Odoo. */
export const say = terms("apply", {
  "connection-off": "The connection is switched off or no longer exists.",
  "flow-off": "The flow is not switched on for this connection.",
  "no-receiver": "No active connection of the kind “{kind}” has the flow “{flow}” switched on.",
  "switch-on": "Switch on “{flow}” for the connection that should receive it, then retry.",
  "odoo-reports": "Odoo reports: {text}",
  "later-without-effect": "Reported later, without effect: {note}",
  "waits-for-earlier": "Waits until an earlier document about the same record is finished.",
  "unanswered-alone":
    "Odoo was reachable but did not respond for this document, although it was sent separately {times} times. Last error: {error}.",
});
