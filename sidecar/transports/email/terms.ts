import { terms } from "../../terms/term.ts";

/** The texts of an email to a partner. Odoo sends them with the connection, in the partner's language. */
export const sayMail = terms("partner-mail", {
  subject: "{document} ({code})",
  "subject-test": "TEST: {document} ({code})",
  "with-number": "{document} {number}",
  unnamed: "Document",
  attached: "Attached is {document}, as {code} in the file {file}.",
  sender: "From: {sender}, by the connection “{connection}”.",
  fallback: "The agreed route did not accept the file, so it is sent by email this time.",
  twice:
    "If the same file (with the same control numbers) has reached you in another way, do not process it twice.",
  answer: "Please acknowledge it as agreed, or reply to this email.",
});
