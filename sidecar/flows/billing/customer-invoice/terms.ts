import { terms } from "../../../terms/term.ts";

export const say = terms("customer-invoice", {
  posted: "Invoice {number} was posted: {total}.",
  "posted-due": "Invoice {number} was posted: {total}, due on {due}.",
  "line-name": "Department {department}, account {account}",
  repeated: "This invoice already exists in Odoo as {invoice}. Nothing was posted.",
  "content-differs": "Invoice {number} already exists in Odoo as {invoice}, with different content.",

  reversed: "Invoice {number} was withdrawn ({reason}) and reversed on {date}.",
  "withdrawn-already": "Invoice {invoice} has already been withdrawn. Nothing was posted.",
  "paid-before":
    "{paid} had already been paid on the invoice. The amount remains a credit for the payer until it is refunded.",
  "withdrawn-before-issue": "Invoice {number}, which was withdrawn, has not arrived yet.",
  "not-posted": "Invoice {invoice} was reset to draft in Odoo, so there is nothing to reverse.",

  "taxes-do-not-add-up": "The taxes of the lines add up to {ours}, but the invoice states {theirs}.",
  "account-unknown": "Line {line}: the revenue account {account} is not in the crosswalk.",
  "department-unknown": "Line {line}: the department {department} has no analytic account in the crosswalk.",
  "payer-unknown": "The payer {payer} is not in the crosswalk.",
  "patient-unknown":
    "The patient's account is not in the crosswalk, and the connection has no payer for patients.",

  "suggest-correction": "Ask billing for a corrected invoice with a new number. Nothing was posted.",
  "suggest-account": "Add the revenue account's code to the crosswalk with its account. Then retry.",
  "suggest-comparison":
    "Compare the two invoices. If this one is right, ask billing to withdraw the other one and to issue this one with a new number.",
  "suggest-payer":
    "Add the payer to the crosswalk, or enter the payer for patients on the connection. Then retry.",
  "suggest-posting": "Post the invoice and retry, or cancel it and dismiss this exception.",
});
