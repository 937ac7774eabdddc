import { terms } from "../../terms/term.ts";

/** What becomes of a document, beside what its flow says. */
export const say = terms("apply", {
  "waits-its-turn": "Waits until an earlier document about the same record is finished.",
  "unanswered-alone":
    "Odoo answered, but not for this document: it was tried alone {times} times. The last time: {what}.",
  "said-later": "This came later and changes nothing: {note}",
  "no-connection-with-flow": 'No active connection of the kind "{kind}" has the flow "{flow}" switched on.',
  "suggest-flow": 'Switch "{flow}" on for the connection that should send it, then try again.',
  "connection-off": "The connection is switched off or gone.",
  "flow-off": "The flow is not switched on for this connection.",
});
