import { terms } from "../../terms/term.ts";

/** What would become of a document, and why nothing can be said of it. */
export const say = terms("dry-run", {
  "applied-before": "The document was applied before: nothing would happen.",
  "connection-gone":
    "The connection no longer exists, or belongs to a company that the integration user cannot access.",
  dismissed: "A person dismissed the document: it is not processed again.",
  done: "The document is done: nothing would happen.",
  "file-unusable": "The file is empty, incomplete or larger than 1 MB.",
  "no-order": "No order was named.",
  "nothing-to-show": "There is nothing to show.",
  "order-dispatch-off": "Order dispatch is not switched on for this connection: nothing would be sent.",
  "read-again": "The document could not be read: its message would be read again.",
});
