import { terms } from "../../../terms/term.ts";

export const say = terms("vendor-invoice", {
  drafted: "A draft bill was created for invoice {number} from {vendor}: {total}.",
  "in-odoo-already": "Invoice {number} from this vendor already exists in Odoo as {bill}.",
  "in-odoo-already-as-draft": "Invoice {number} from this vendor already exists in Odoo as a draft bill.",
  "without-order": "Invoice {number} does not refer to an order.",
  "other-currency": "The invoice is in {currency}, which is not the currency of the order {order}.",

  "too-precise": "Line {line} ({item}): {theirs} has more decimal places than Odoo stores for this unit.",
  "over-invoiced":
    "Line {line} ({item}): {theirs} are invoiced, but only {ours} of the {ordered} ordered are left to invoice.",
  "not-received":
    "Line {line} ({item}): {theirs} are invoiced, but only {ours} of the received quantity are not billed yet.",
  "waits-for-receipt":
    "The bill is created as soon as the goods have been received. If they have not been received {days} days after the invoice arrived, the invoice becomes an exception.",
  "price-differs": "Line {line} ({item}): the invoiced price is {theirs} instead of {ours}.",
  "charge-without-account": "The charge {charge} of {amount} has no account.",

  "discount-amount": "Discount of {amount} for early payment.",
  "discount-amount-until": "Discount of {amount} if paid by {date}.",
  "discount-percent": "Discount of {percent}% ({amount}) for early payment.",
  "discount-percent-until": "Discount of {percent}% ({amount}) if paid by {date}.",
  "payment-terms": "Payment terms: {terms}.",
  "due-date-is-estimate":
    "Nothing has been received yet, so the due date counts from the invoice date. Correct it when the goods arrive.",
  "due-date-by-hand": "The payment terms do not state a date. Enter the due date manually.",
  "not-on-bill": "Not part of this bill: {charges}.",
  "charge-apart": "{amount} {charge}",
  "charge-code-apart": "{amount} charge {charge}",
  "tax-apart": "Tax that is included in the prices or stated for information only: {amount}.",

  "suggest-after-receipts":
    "No further receipt is expected. Ask the vendor for a corrected invoice or a credit note, or accept the invoiced quantity.",
  "suggest-receipt":
    "Record the receipt; the bill is then created automatically. Otherwise, accept the invoiced quantity, or ask the vendor.",
  "suggest-order-number":
    "Ask the vendor for the order number, or enter the bill manually and dismiss this exception.",
});
