import { terms } from "../../terms/term.ts";

/** What the engine says about a message or a document that it cannot pass on. */
export const say = terms("engine", {
  accepts: "accepts",
  rejects: "rejects",
  "by-interchange": "TA1",
  "by-business": "answer",
  "by-functional": "functional acknowledgement",
  noted: "A later {what} of the partner {verdict} the document. It changes nothing.",
  "noted-errors": "A later {what} of the partner {verdict} the document ({errors}). It changes nothing.",
  "noted-earlier":
    "A later {what} of the partner {verdict} an earlier copy of the document. It changes nothing.",
  "noted-earlier-errors":
    "A later {what} of the partner {verdict} an earlier copy of the document ({errors}). It changes nothing.",
  "first-message": "The first message with this number is {message}.",
  "flow-switched-off": 'The flow "{flow}" is not switched on for this connection.',
  "format-does-not-write": "The connection's format does not support this kind of document.",
  "no-connection": "No active connection with this name is configured in Odoo.",
  "no-flow": "No flow handles documents of the type {type}.",
  "reading-failed": "The file could not be read because of a fault in Suture. See the sidecar's log.",
  "writing-failed": "The document could not be written in the partner's format because of a fault in Suture.",
});
