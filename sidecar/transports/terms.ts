import { terms } from "../terms/term.ts";

/**
 * Reasons why a delivery failed, as clauses that follow a colon. "route-trouble" and "fallback-trouble" are sentences that
 * contain such a clause.
 */
export const sayDelivery = terms("delivery", {
  answered: "it answered {status}",
  unreachable: "it cannot be reached",
  late: "it did not answer in time",
  "no-route": "the connection has no route",
  "no-https": "the connection's address is not an https URL",
  "user-in-address":
    "the connection's address holds a user or a password: take it out, credentials belong into a file of SUTURE_SECRETS_DIR",
  "other-origin":
    "the connection's address is at {origin}, and the credentials in {file} are for {theirs}: correct the one that is wrong",
  "leads-nowhere": "the address of this connection leads to {address}, where nothing is sent",
  "this-machine":
    "the address of this connection is this machine's own; add {entry} to SUTURE_ALLOWED_TARGETS if the partner is there",
  "private-network":
    "the address of this connection lies in a private network; add {entry} to SUTURE_ALLOWED_TARGETS if the partner is there",
  "no-drop-folder": "no drop folder is configured (SUTURE_DROP_FOLDER)",
  "drop-folder-not-writable": "the drop folder cannot be written ({code})",
  "no-mail-server": "no mail server is configured (SUTURE_SMTP_URL)",
  "no-mailbox": "the connection's fallback address is no e-mail address",
  "mail-refused": "the mail server refused it ({code})",
  "mail-answered": "the mail server answered {status}",
  "mail-late": "the mail server did not answer in time",
  "mail-unreachable": "the mail server cannot be reached",
  "route-trouble": "The route cannot work as it is set up: {what}.",
  "fallback-trouble": "The fallback cannot work as it is set up: {what}.",
});
