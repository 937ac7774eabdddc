import { terms } from "../terms/term.ts";

/** The terms common to all formats: for documents, format options and codes. */
export const say = terms("format", {
  sender: "Sender",
  receiver: "Receiver",
  environment: "Test or production",
  "option-invalid":
    "The format option {option} of the connection is not valid. Correct it in Odoo, then try again.",
  "options-invalid":
    "The format options of the connection are not valid. Correct them in Odoo, then try again.",
  "document-invalid": "The document is not valid ({rule}).",
  "value-invalid": "The value at {path} of the document is not valid ({rule}).",
  "named-code": "{code} ({name})",
  "no-code": "a value that is not a code",
});
