import { terms } from "../../terms/term.ts";

/** Reasons why a row of Odoo's outbox is rejected. */
export const say = terms("outbox", {
  "connection-off": "The connection is switched off or no longer exists.",
  "no-flow": "No flow sends documents for the event “{event}”.",
  "journal-refuses": "The journal rejected this row because of an error in Suture. See the sidecar's log.",
});
