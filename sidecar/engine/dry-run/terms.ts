import { terms } from "../../terms/term.ts";

/** What would become of a document or a file, and why that cannot be said. */
export const say = terms("dry-run", {
  "applied-before": "The document has been applied before: nothing would happen.",
  done: "The document is done already: nothing would happen.",
  dismissed: "A person dismissed the document: it is not tried again.",
  "read-again": "The document could not be read: its message would be read again.",
  "file-unusable": "The file did not arrive whole, is empty, or is larger than 1 MB.",
  "connection-gone": "The connection is gone, or belongs to a company that the integration user is not in.",
  "no-order": "No order was named.",
  "dispatch-off": "Order dispatch is not switched on for this connection: nothing would be sent.",
  nothing: "There is nothing to show.",
});
