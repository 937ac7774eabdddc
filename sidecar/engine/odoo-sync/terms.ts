import { terms } from "../../terms/term.ts";

/** Why a row of Odoo's outbox is refused. */
export const say = terms("outbox", {
  "journal-refuses":
    "Suture's journal does not accept it because of a fault in Suture. See the sidecar's log.",
  "connection-off": "The connection is switched off or gone.",
  "no-flow": 'No flow sends "{event}".',
});
