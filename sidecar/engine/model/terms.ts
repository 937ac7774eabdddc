import { terms } from "../../terms/term.ts";

/** What the engine says about a message or a document that it cannot pass on. */
export const say = terms("engine", {
  "by-interchange": "TA1",
  "by-business": "answer",
  "by-functional": "functional acknowledgement",
  "noted-accepts": "Received later from the partner: {what}. It accepts the document and changes nothing.",
  "noted-accepts-errors":
    "Received later from the partner: {what}. It accepts the document ({errors}) and changes nothing.",
  "noted-accepts-earlier":
    "Received later from the partner: {what}. It accepts an earlier copy of the document and changes nothing.",
  "noted-accepts-earlier-errors":
    "Received later from the partner: {what}. It accepts an earlier copy of the document ({errors}) and changes nothing.",
  "noted-rejects": "Received later from the partner: {what}. It rejects the document and changes nothing.",
  "noted-rejects-errors":
    "Received later from the partner: {what}. It rejects the document ({errors}) and changes nothing.",
  "noted-rejects-earlier":
    "Received later from the partner: {what}. It rejects an earlier copy of the document and changes nothing.",
  "noted-rejects-earlier-errors":
    "Received later from the partner: {what}. It rejects an earlier copy of the document ({errors}) and changes nothing.",
  "first-message": "The first message with this number is {message}.",
  "flow-switched-off": 'The flow "{flow}" is not switched on for this connection.',
  "format-does-not-write": "The connection's format does not support this kind of document.",
  "no-connection": "No active connection with this name is configured in Odoo.",
  "no-flow": "No flow handles documents of the type {type}.",
  "reading-failed": "The file could not be read because of a fault in Suture. See the sidecar's log.",
  "writing-failed": "The document could not be written in the partner's format because of a fault in Suture.",
});
