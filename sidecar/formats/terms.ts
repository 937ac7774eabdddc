import { terms } from "../terms/term.ts";

/** Texts that formats share: labels of envelopes, and texts about documents, format options and codes. */
export const say = terms("format", {
  sender: "Sender",
  receiver: "Receiver",
  environment: "Test or production",
  "option-invalid":
    "The format option {option} of the connection is not valid. Correct it in Odoo, then retry.",
  "options-invalid": "The format options of the connection are not valid. Correct them in Odoo, then retry.",
  "document-invalid": "The document is not valid ({rule}).",
  "value-invalid": "A value of the document is not valid: {path} ({rule}).",
  "out-of-balance": "An amount is not the sum of its parts: {path}.",
  "named-code": "{code} ({name})",
  "x12-element": "X12 element {element}",
  "hl7-table": "HL7 v2 table {element}",
  "no-code": "a value that is not a valid code",
});
