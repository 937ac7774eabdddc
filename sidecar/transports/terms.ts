import { terms } from "../terms/term.ts";

/**
 * The reasons why a delivery failed, as clauses that follow a colon. "route-trouble" and "fallback-trouble" are sentences that
 * contain such a clause.
 */
export const sayDelivery = terms("delivery", {
  answered: "the partner's system returned status {status}",
  unreachable: "the partner's system is unreachable",
  late: "the partner's system did not respond in time",
  "no-route": "the connection has no route",
  "transport-unknown": "this version of Suture does not support the transport “{transport}”",
  "no-https": "the connection's address is not an https URL",
  "user-in-address":
    "the connection's address contains a user name or password; remove it, because credentials belong in a file in SUTURE_SECRETS_DIR",
  "other-origin":
    "the connection's address is at {origin}, but the credentials in {file} are for {theirs}; correct whichever is wrong",
  "leads-nowhere": "the connection's address resolves to {address}, to which nothing may be sent",
  "this-machine":
    "the connection's address is on the sidecar's own machine; add {entry} to SUTURE_ALLOWED_TARGETS if the partner's system runs there",
  "private-network":
    "the connection's address is in a private network; add {entry} to SUTURE_ALLOWED_TARGETS if the partner's system runs there",
  "no-drop-folder": "no drop folder is configured (SUTURE_DROP_FOLDER)",
  "drop-folder-not-writable": "the drop folder is not writable ({code})",
  "no-mail-server": "no mail server is configured (SUTURE_SMTP_URL)",
  "no-mailbox": "the connection's fallback address is not an email address",
  "mail-refused": "the mail server rejected the message ({code})",
  "mail-answered": "the mail server returned status {status}",
  "mail-late": "the mail server did not respond in time",
  "mail-unreachable": "the mail server is unreachable",
  "route-trouble": "The route does not work as configured: {what}.",
  "fallback-trouble": "The fallback does not work as configured: {what}.",
});
