import { terms } from "../../terms/term.ts";

/** Results of dry runs, and reasons why a dry run is not possible. */
export const say = terms("dry-run", {
  "applied-before": "The document has already been applied, so nothing would happen.",
  "connection-gone":
    "The connection no longer exists, or belongs to a company that the integration user cannot access.",
  dismissed: "The document was dismissed, so it would not be processed again.",
  done: "The document is done, so nothing would happen.",
  "file-unusable": "The file is empty, incomplete or larger than 1 MB.",
  "no-order": "No order was specified.",
  "nothing-to-show": "There is nothing to show.",
  "order-dispatch-off": "Order dispatch is not switched on for this connection, so nothing would be sent.",
  "read-again": "The document could not be read, so its message would be read again.",
});
