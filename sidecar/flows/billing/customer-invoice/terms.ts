import { terms } from "../../../terms/term.ts";

export const say = terms("customer-invoice", {
  posted: "Invoice {number} was posted: {total}.",
  "posted-due": "Invoice {number} was posted: {total}, due on {due}.",
  "line-name": "Department {department}, account {account}",
  repeated: "This invoice is in Odoo already, as {invoice}. Nothing was posted.",
  "content-differs": "Invoice {number} is in Odoo already, as {invoice}, with different content.",

  reversed: "Invoice {number} was withdrawn ({reason}) and reversed on {date}.",
  "withdrawn-already": "The invoice {invoice} has been withdrawn already. Nothing was posted.",
  "paid-before":
    "{paid} had been paid on the invoice. The payer keeps this as a credit until it is refunded.",
  "withdrawn-before-issue": "Invoice {number}, which is withdrawn, has not arrived yet.",
  "not-posted": "The invoice {invoice} was reset to draft in Odoo, so there is nothing to reverse.",

  "taxes-do-not-add-up": "The taxes of the lines add up to {ours}, but the invoice states {theirs}.",
  "account-unknown": "Line {line}: the revenue account {account} is not in the crosswalk.",
  "department-unknown": "Line {line}: the department {department} has no analytic account in the crosswalk.",
  "payer-unknown": "The payer {payer} is not in the crosswalk.",
  "patient-unknown":
    "The patient's account is not in the crosswalk, and the connection has no payer for patients.",

  "suggest-correction": "Ask billing for a corrected invoice under a new number. Nothing was posted.",
  "suggest-account": "Add the revenue account's code to the crosswalk with its account. Then try again.",
  "suggest-comparison":
    "Compare the two invoices. If this one is right, ask billing to withdraw the other one and to issue this one under a new number.",
  "suggest-payer":
    "Add the payer to the crosswalk, or enter the payer for patients on the connection. Then try again.",
  "suggest-posting": "Post the invoice and try again, or cancel it and dismiss this exception.",
});
