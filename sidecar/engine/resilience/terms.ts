import { terms } from "../../terms/term.ts";

/** Reasons why a call to Odoo failed, as clauses that follow a colon. */
export const sayOdoo = terms("odoo", {
  unreachable: "Odoo is unreachable",
  late: "Odoo did not respond in time",
  "cut-short": "Odoo's response was truncated",
  "too-large": "Odoo's response is larger than {bytes} bytes and was not read",
  answered: "Odoo returned status {status}",
  reports: "Odoo reports: {text}",
  "user-refused": "Odoo rejects the integration user ({what})",
  "not-the-gateway": "{what} (the response is not from Suture's gateway)",
  "not-understood": "Odoo's response to {method} is not valid",
  misfit: "Odoo's response to {method} does not match the request",
});
