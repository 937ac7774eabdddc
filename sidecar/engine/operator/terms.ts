import { terms } from "../../terms/term.ts";

/** Why a decision, a correction or a look cannot be carried out. */
export const say = terms("operator", {
  "unknown-command": 'Suture does not know the command "{command}".',
  "unknown-document": "Suture's journal does not hold this document.",
  "not-retried": "The document was dismissed: it is not tried again.",
  "reason-missing": "A new version needs a reason.",
  "nothing-to-dismiss": "The document is done already: there is nothing to dismiss.",
  "not-held": "The document is not held behind another one.",
  finished: "The document is done or dismissed. To apply it again, ask for a new version.",
  busy: "The document is being processed. Try again when it waits for a person.",
  unfinished:
    "The document is not finished: a new version is for what is done or dismissed. Correct it, or try it again.",
  superseded: "A new version of the document has been entered already: continue with that one.",
  unread: "The document could not be read, so there is nothing to enter again.",
  changed: "What was to be accepted is no longer in question: look at the document again.",
  overtaken:
    "A later document about the same record has been applied since. Enter this one as a new version.",
  emptied: "The document's content was deleted when its retention time ended: ask for it to be sent again.",
  open: "The document is not dismissed: there is nothing to undo.",
  "nothing-corrected": "Nothing is corrected: try the document again as it is.",
  "type-fixed": 'The type must stay "{type}".',
  "no-flow": "No flow for the document is switched on for its connection.",
  "value-fixed": "The value must stay as it was reported.",
  "flow-fails": 'The flow "{flow}" fails on the document because of a fault in Suture.',
  "correct-in-odoo": "What we send is made from Odoo's records: correct them there, then try again.",
  "message-unread":
    "The message as a whole could not be read: ask for it to be sent again, or correct its mapping and try again.",
  "no-such-field": "A document of this type has no such field.",
  "not-text": "The value contains characters that are not text.",
  "at-place": "{place}: {what}",
  nothing: "There is nothing to show.",
  "look-failed": "The preview failed because of a fault in Suture. See the sidecar's log.",
  "trial-failed": "The trial failed because of a fault in Suture. See the sidecar's log.",
});
