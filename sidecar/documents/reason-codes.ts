/**
 * Every reason for which a document waits for a person or for its next attempt.
 * One catalogue: codes, who works them, the sentence a person reads, what to do, and whether the engine tries again
 * by itself. The labels of `suture.exchange.reason_code` in Odoo are generated from here.
 */
export type ReasonClass = "technical" | "business";
export type Severity = "info" | "warning" | "error" | "critical";

export type Reason = {
  readonly class: ReasonClass;
  readonly severity: Severity;
  readonly title: string;
  readonly sentence: string;
  readonly suggestion: string;
  /** The engine repeats by itself; a person is not needed. */
  readonly retried: boolean;
};

const technical = (severity: Severity, title: string, sentence: string, suggestion: string): Reason => ({
  class: "technical",
  severity,
  title,
  sentence,
  suggestion,
  retried: false,
});
const business = (severity: Severity, title: string, sentence: string, suggestion: string): Reason => ({
  class: "business",
  severity,
  title,
  sentence,
  suggestion,
  retried: false,
});
const passing = (title: string, sentence: string, suggestion: string): Reason => ({
  class: "technical",
  severity: "warning",
  title,
  sentence,
  suggestion,
  retried: true,
});

export const reasons = {
  UNREADABLE: technical(
    "error",
    "Unreadable",
    "What arrived cannot be read in any format agreed for this connection.",
    "Look at the raw message in the sidecar and ask the partner to send it again.",
  ),
  SCHEMA_INVALID: technical(
    "error",
    "Not valid",
    "The message breaks the rules of its own format.",
    "Have the sender correct the message and send it again, then dismiss this one. Where the connection acknowledges, the sender has been told already what is wrong.",
  ),
  ENVELOPE_INVALID: technical(
    "error",
    "Envelope not valid",
    "The envelope is broken: a counter, a control number or a trailer does not agree.",
    "Part of the file may be missing. The partner has been told; wait for it to be sent again, then dismiss this one.",
  ),
  UNSUPPORTED_DOCUMENT: technical(
    "warning",
    "Unsupported document",
    "Suture does not handle this kind of document, or a code in it.",
    "Enter the document by hand or ask the partner to send it otherwise, then dismiss this. For a kind of document, a flow may be switched on.",
  ),
  DUPLICATE_CONTENT_DIFFERS: technical(
    "error",
    "Same number, other content",
    "A message with this number arrived before with other content.",
    "Compare the two. If the later one is right, ask the partner to send it under a new number.",
  ),
  WRONG_ENVIRONMENT: technical(
    "error",
    "Test message",
    "A message marked as a test arrived on a production connection, or the other way round.",
    "Ask the partner to correct the usage indicator of the envelope.",
  ),
  UNKNOWN_PARTNER: technical(
    "error",
    "Unknown partner",
    "The sender named on the envelope is not the partner of this connection, or a partner named in the document is not known.",
    "Check the identifiers of the connection and the crosswalk, then try again.",
  ),
  UNKNOWN_SUPPLIER: business(
    "error",
    "Unknown supplier",
    "The supplier named in the document is not known, or an item has no supplier.",
    "Add the supplier's identifier to the crosswalk, then try again.",
  ),
  UNKNOWN_ITEM: business(
    "error",
    "Unknown item",
    "An item in the document is not known, or not on the order.",
    "Add the supplier's item number to the product or the crosswalk, then try again.",
  ),
  UNKNOWN_UNIT: business(
    "error",
    "Unknown unit",
    "A unit of measure cannot be converted to the order's unit, or to the product's.",
    "Add the pack size to the product or the unit to the crosswalk, then try again. A wrong factor multiplies orders.",
  ),
  UNKNOWN_LOCATION: business(
    "error",
    "Unknown location",
    "The facility or department named in the document is not known.",
    "Add its identifier to the crosswalk, then try again.",
  ),
  UNKNOWN_ACCOUNT: business(
    "error",
    "Unknown account",
    "A charge or a cost has no account to be posted to.",
    "Add the charge code to the crosswalk with its account, then try again.",
  ),
  UNKNOWN_ORDER: business(
    "error",
    "Unknown order",
    "The order that the document refers to does not exist.",
    "Check the order number with the supplier; dismiss this if the order is not ours.",
  ),
  AMBIGUOUS_MATCH: business(
    "error",
    "Several matches",
    "More than one record matches.",
    "Make the identifiers unique or add a crosswalk entry, then try again.",
  ),
  PRICE_VARIANCE: business(
    "warning",
    "Price differs",
    "A price differs from the order's by more than the tolerance, or charges are added to the order.",
    "Agree the price with the supplier; correct the order if the new price is right, then try again.",
  ),
  QUANTITY_OVER: business(
    "warning",
    "Quantity too high",
    "A quantity is higher than ordered.",
    "Raise the order's quantity if it is wanted, then try again; otherwise tell the supplier.",
  ),
  QUANTITY_SHORT: business(
    "warning",
    "Quantity too low",
    "There is less than was ordered, by more than the tolerance, or less than was used.",
    "Order the rest elsewhere or lower the order's quantity, then try again.",
  ),
  BACKORDER: business(
    "warning",
    "Backordered",
    "The supplier cannot deliver a line in time.",
    "Accept the later date on the order, or order elsewhere; then try again or dismiss this.",
  ),
  SUBSTITUTION: business(
    "warning",
    "Substitution offered",
    "The supplier offers another item instead of the one ordered.",
    "Have the substitute approved; change the order's line to it if it is, then try again.",
  ),
  LINE_REJECTED: business(
    "error",
    "Line rejected",
    "The supplier rejects a line or the whole order.",
    "Order the line elsewhere or cancel it, then dismiss this.",
  ),
  DATE_SLIP: business(
    "warning",
    "Later than asked",
    "The promised date is later than asked by more than the tolerance, or does not say when the goods arrive.",
    "Accept the date on the order, or order elsewhere; then try again.",
  ),
  LOT_MISSING: business(
    "error",
    "Lot missing",
    "A tracked item came without its lot.",
    "Ask the sender for the lot, then try again.",
  ),
  EXPIRED: business(
    "error",
    "Expired",
    "A lot is past its expiry date.",
    "Quarantine the lot and tell the sender.",
  ),
  INVOICE_DUPLICATE: business(
    "error",
    "Invoice already here",
    "An invoice of this supplier with this number is already in Odoo.",
    "Dismiss this one, or ask the supplier for a new number if it is another invoice.",
  ),
  INVOICE_UNMATCHED: business(
    "error",
    "Invoice not matched",
    "A document matches nothing here: an invoice line no line of the order, or a payment no invoice.",
    "Check the numbers with the sender, correct the record or the crosswalk, then try again.",
  ),
  INVOICE_BEFORE_RECEIPT: business(
    "warning",
    "Not received yet",
    "The invoice is for goods that are not received yet.",
    "Wait for the receipt; the invoice is tried again by itself.",
  ),
  TAX_VARIANCE: business(
    "warning",
    "Tax differs",
    "The tax on the invoice differs from what Odoo computes.",
    "Check the taxes of the products and the supplier's fiscal position, then try again.",
  ),
  OUT_OF_BALANCE: business(
    "error",
    "Does not add up",
    "Amounts do not add up to the stated total, or are finer than the currency's smallest unit.",
    "Ask the sender for a corrected document; nothing was posted.",
  ),
  PAYMENT_OVER: business(
    "error",
    "Paid too much",
    "A payment is over more than the invoice is open by, or a refund over more than was paid.",
    "Ask billing what the money is for. Register it by hand and dismiss this, or have it refunded.",
  ),
  PAYMENT_SHORT: business(
    "warning",
    "Paid too little",
    "A payment is over less than the invoice is open by.",
    "Register it by hand and dismiss this, or allow partial payments on the connection, then try again.",
  ),
  PERIOD_LOCKED: business(
    "error",
    "Period locked",
    "The accounting period of the document is locked.",
    "Agree with accounting on the next open date.",
  ),
  APPROVAL_REQUIRED: business(
    "info",
    "Waits for approval",
    "The amount needs a person's approval before it is posted.",
    "Open the batch, compare the totals, and approve or refuse it.",
  ),
  ACKNOWLEDGEMENT_OVERDUE: technical(
    "warning",
    "No acknowledgement",
    "The partner has not acknowledged what we sent within the agreed time.",
    "Ask the partner whether it has the document; send it again if not.",
  ),
  DELIVERY_FAILED: technical(
    "error",
    "Could not be delivered",
    "The document could not be handed over to the partner.",
    "Check the connection's route and credentials, then send it again.",
  ),
  PARTNER_REJECTED: technical(
    "error",
    "Rejected by partner",
    "The partner's system rejected what we sent.",
    "Read the errors in the acknowledgement, correct the record or the connection's profile, then send it again.",
  ),
  ODOO_REJECTED: technical(
    "error",
    "Refused by Odoo",
    "Odoo refused the change.",
    "Read Odoo's message, correct the record or the rights of the integration user, then try again.",
  ),
  ACKNOWLEDGEMENT_UNMATCHED: technical(
    "warning",
    "Acknowledges nothing of ours",
    "The acknowledgement refers to numbers that are on nothing we sent.",
    "Ask the partner which document it means; dismiss this if it was sent by mistake.",
  ),
  ACKNOWLEDGEMENT_NOT_AS_AGREED: technical(
    "warning",
    "Acknowledgement not as agreed",
    "What a partner sent could not be acknowledged in the way that is agreed on its connection.",
    "Correct the connection (format, identifiers), or agree on another way with the partner, then try again.",
  ),
  INTERNAL_ERROR: technical(
    "critical",
    "Fault in Suture",
    "Suture itself failed on this document. Nothing was changed.",
    "Report it with the trace id; after an update, try again.",
  ),
  ODOO_UNAVAILABLE: passing(
    "Odoo not reachable",
    "Odoo cannot be reached at the moment.",
    "Nothing to do: it is tried again by itself.",
  ),
  PARTNER_UNAVAILABLE: passing(
    "Partner not reachable",
    "The partner's system cannot be reached at the moment.",
    "Nothing to do: it is tried again by itself.",
  ),
  CONFLICT: passing(
    "Changed meanwhile",
    "The record was being changed by somebody else.",
    "Nothing to do: it is tried again by itself.",
  ),
} as const satisfies Record<string, Reason>;

export type ReasonCode = keyof typeof reasons;

export const isReasonCode = (code: string): code is ReasonCode => Object.hasOwn(reasons, code);
