import { terms } from "../../terms/term.ts";

/** Texts about messages and documents that the engine cannot process. */
export const say = terms("engine", {
  "by-interchange": "TA1",
  "by-business": "response",
  "by-functional": "functional acknowledgement",
  "noted-accepts":
    "Received later from the partner: {what}. It accepts the document. This has no further effect.",
  "noted-accepts-errors":
    "Received later from the partner: {what}. It accepts the document ({errors}). This has no further effect.",
  "noted-accepts-earlier":
    "Received later from the partner: {what}. It accepts an earlier copy of the document. This has no further effect.",
  "noted-accepts-earlier-errors":
    "Received later from the partner: {what}. It accepts an earlier copy of the document ({errors}). This has no further effect.",
  "noted-rejects":
    "Received later from the partner: {what}. It rejects the document. This has no further effect.",
  "noted-rejects-errors":
    "Received later from the partner: {what}. It rejects the document ({errors}). This has no further effect.",
  "noted-rejects-earlier":
    "Received later from the partner: {what}. It rejects an earlier copy of the document. This has no further effect.",
  "noted-rejects-earlier-errors":
    "Received later from the partner: {what}. It rejects an earlier copy of the document ({errors}). This has no further effect.",
  "first-message": "The first message with this number is {message}.",
  "number-missing": "File {number} has not arrived, although a later one arrived on {later}.",
  "flow-switched-off": "The flow “{flow}” is not switched on for this connection.",
  "format-does-not-write": "The connection's format does not support this kind of document.",
  "no-connection": "No active connection with this name is configured in Odoo.",
  "no-flow": "No flow handles documents of type {type}.",
  "suggest-no-flow":
    "Read the document below, do in Odoo what it requires, then dismiss this exception. If you leave it open, a later version of Suture that processes this type of document retries it automatically.",
  "unmatched-group": "It refers to functional group {group}.",
  "unmatched-group-of":
    "It refers to {count} transaction sets of functional group {group}. No group with this number was sent on this connection.",
  "unmatched-interchange": "It refers to interchange {interchange}.",
  "unmatched-interchange-of":
    "It refers {count} times to interchange {interchange}. No interchange with this number was sent on this connection.",
  "unmatched-set": "It refers to transaction set {set} of functional group {group}.",
  "unmatched-sets":
    "It refers to these transaction sets of functional group {group}, which the group did not contain: {sets}.",
  "unmatched-sets-more":
    "It refers to {count} transaction sets of functional group {group}, which the group did not contain, among them {sets}.",
  "reading-failed": "The file could not be read because of an error in Suture. See the sidecar's log.",
  "writing-failed":
    "The document could not be written in the partner's format because of an error in Suture.",
});

/** Why Suture closed an exception by itself, retried it or released it. `document` names what caused this. */
export const sayClosed = terms("closed", {
  acknowledged: "The acknowledgement has arrived. No decision is needed anymore.",
  "bill-entered": "Closed automatically: bill {document} with this invoice number was posted in Odoo.",
  fits: "Retried automatically: order {document} now has the vendor's values.",
  "order-cancelled": "Closed automatically: order {document} was cancelled in Odoo.",
  "payment-registered": "Closed automatically: this payment was registered in Odoo as {document}.",
  released: "Released automatically: it replaces the earlier response {document}.",
  superseded: "Closed automatically: a later response to the same order was applied ({document}).",
});
