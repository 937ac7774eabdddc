import { terms } from "../../terms/term.ts";

/** Why what a person asked for is not done. */
export const say = terms("operator", {
  "asking-odoo-failed": "Odoo could not be asked: {error}.",
  "already-done": "The document is done: there is nothing to dismiss.",
  busy: "The document is being processed. Ask again when it waits for a person.",
  changed: "The findings have changed since. Look at the document again.",
  "characters-not-text": "The value contains characters that are not text.",
  "clinical-fixed": "Whom a document is about cannot be changed.",
  dismissed: "The document was dismissed and is not processed again.",
  emptied: "The document's content was removed after its retention time. Have the document sent again.",
  finished: "The document is done or dismissed. To apply it again, ask for a new version.",
  "flow-failed": 'The flow "{flow}" failed because of a fault in Suture.',
  "made-from-odoo":
    "Documents that we send are made from Odoo's records. Correct the record, then try again.",
  "message-unreadable":
    "The message as a whole could not be read. Have it sent again, or correct its mapping and try again.",
  "no-such-field": "Documents of this type have no such field.",
  "not-dismissed": "The document is not dismissed.",
  "not-held": "The document is not held behind another document.",
  "nothing-corrected": "Nothing was corrected. Try the document again as it is.",
  "nothing-to-show": "There is nothing to show.",
  "no-flow": "No flow for this document is switched on for its connection.",
  overtaken: "A later document of the same kind has been applied since. Enter this one as a new version.",
  "preview-failed": "The preview failed because of a fault in Suture. See the sidecar's log.",
  superseded: "The document has a newer version. Continue with that one.",
  "try-out-failed": "The test failed because of a fault in Suture. See the sidecar's log.",
  "type-fixed": 'The type must stay "{type}".',
  "value-invalid": "The value is not valid ({rule}).",
  unfinished: "The document is not finished. Correct it or try it again instead of entering a new version.",
  "unknown-command": 'Suture does not know the command "{command}".',
  "unknown-document": "Suture's journal does not contain this document.",
  unread: "The document could not be read, so there is nothing to enter again.",
  "version-needs-reason": "A new version needs a reason.",
  at: "{pointer}: {what}",
});
