import { terms } from "../../terms/term.ts";

/** Reasons why a person's request is not carried out. */
export const say = terms("operator", {
  "no-file": "The file of this document cannot be shown: it is no longer stored, or it is too large.",
  "asking-odoo-failed": "The request to Odoo failed: {error}.",
  "already-done": "The document is done, so there is nothing to dismiss.",
  busy: "The document is being processed. Try again when it needs attention.",
  changed: "The findings have changed in the meantime. Review the document again.",
  "characters-not-text": "The value contains invalid characters.",
  "clinical-fixed": "The patient to whom a document refers cannot be changed.",
  dismissed: "The document was dismissed and will not be processed again.",
  emptied:
    "The document's content was deleted at the end of its retention period. Ask the sender to send it again.",
  finished: "The document is done or dismissed. To apply it again, enter it as a new version.",
  "flow-failed": "The flow “{flow}” failed because of an error in Suture.",
  "made-from-odoo": "Outgoing documents are created from records in Odoo. Correct the record, then retry.",
  "message-unreadable": "The message as a whole could not be read. Ask the sender to send it again.",
  "no-such-field": "Documents of this type have no such field.",
  "not-dismissed": "The document is not dismissed.",
  "not-held": "The document is not held behind another document.",
  "nothing-corrected": "Nothing was corrected. Retry the document unchanged.",
  "nothing-to-show": "There is nothing to show.",
  "no-flow": "No flow for this document is switched on for its connection.",
  overtaken:
    "A later document about the same business object has been applied in the meantime. Enter this one as a new version.",
  "preview-failed": "The preview failed because of an error in Suture. See the sidecar's log.",
  superseded: "The document has a newer version. Continue with that one.",
  "try-out-failed": "The test failed because of an error in Suture. See the sidecar's log.",
  "type-fixed": "The type must remain “{type}”.",
  "value-invalid": "The value is not valid ({rule}).",
  unfinished: "The document is not finished. Correct or retry it instead of entering a new version.",
  "unknown-closing": "Suture does not know this cause for closing an exception.",
  "unknown-command": "Suture does not support the command “{command}”.",
  "unknown-document": "Suture's journal does not contain this document.",
  unread: "The document could not be read, so there is nothing to enter again.",
  "version-needs-reason": "A new version needs a reason.",
  at: "{pointer}: {what}",
});
