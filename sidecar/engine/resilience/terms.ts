import { terms } from "../../terms/term.ts";

/** Why a call of Odoo brought no answer, as clauses: they follow a colon. */
export const sayOdoo = terms("odoo", {
  unreachable: "Odoo cannot be reached",
  late: "Odoo did not answer in time",
  "cut-short": "Odoo's answer was cut short",
  "too-large": "Odoo's answer is larger than {bytes} bytes and was not read",
  answered: "Odoo answered {status}",
  reports: "Odoo reports: {text}",
  "user-refused": "Odoo refuses the integration user ({what})",
  "not-the-gateway": "{what} (the answer is not Suture's gateway's)",
  "not-understood": "Odoo's answer to {method} is not what the gateway returns",
  misfit: "Odoo's answer to {method} does not match the request",
});
