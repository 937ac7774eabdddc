import { terms } from "../../../terms/term.ts";

export const say = terms("payment", {
  payment: "Payment {number}",
  refund: "Refund {number}",
  "draft-payment": "a draft payment",

  registered: "Payment {number} of {amount} was registered ({method}, {date}).",
  "registered-in-part":
    "Payment {number} of {amount} was registered ({method}, {date}). {left} is still due.",
  "registered-and-written-off":
    "Payment {number} of {amount} was registered ({method}, {date}). The rest of {left} was written off.",
  "registered-and-deducted":
    "Payment {number} of {amount} was registered ({method}, {date}). The deduction of {left} was accepted.",
  "write-off": "Written off",
  deduct: "Deduction",
  refunded: "Refund {number} of {amount} from payment {payment} was registered ({method}, {date}).",
  "refunded-and-reopened":
    "Refund {number} of {amount} from payment {payment} was registered ({method}, {date}). The amount is due again on the invoice.",
  repeated: "This was already registered as {registered}. Nothing was posted.",
  "repeated-after-cancellation":
    "This was registered before as {registered}, which has since been cancelled in Odoo. Nothing was posted.",

  "payment-differs":
    "Payment {number} of {theirs} for invoice {invoice} does not match {registered}, which is registered under this number with {ours}.",
  "refund-differs":
    "Refund {number} of {theirs} for invoice {invoice} does not match {registered}, which is registered under this number with {ours}.",
  "invoice-missing": "Invoice {invoice}, to which {number} refers, has not arrived yet.",
  "payment-missing": "Payment {payment}, which {number} refunds, has not arrived yet.",
  "invoice-not-posted": "Invoice {invoice} is not posted in Odoo, so no payment can be registered for it.",
  "other-currency": "{number} is in {currency}, which is not the currency of {invoice}.",
  "amount-over": "Payment {number} is for {theirs}, but only {ours} is still due on invoice {invoice}.",
  "amount-short": "Payment {number} is for {theirs}, but {ours} is still due on invoice {invoice}.",
  "refund-over":
    "Refund {number} is for {theirs}, but only {ours} of payment {payment} can still be refunded.",
  "payment-not-on-invoice":
    "Payment {payment} ({registered}) is not registered for invoice {invoice} in {currency}, so {number} cannot be refunded from it.",

  "suggest-exact-amount": "Ask the sender for the exact amount that was paid. Nothing was posted.",
});
