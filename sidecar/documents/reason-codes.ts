/**
 * The reason codes: why a document waits for a person or for its next attempt. Each has a class, a severity, texts and a
 * suggestion for users, and states whether the engine retries automatically. The labels in Odoo are generated from this file.
 */
export type ReasonClass = "technical" | "business";
export type Severity = "info" | "warning" | "error" | "critical";

export type Reason = {
  readonly class: ReasonClass;
  readonly severity: Severity;
  readonly title: string;
  readonly sentence: string;
  readonly suggestion: string;
  /** Whether the engine retries the document automatically, so that no person is needed. */
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
    "The message cannot be read in any format agreed for this connection.",
    "Look at the raw message in the sidecar and ask the partner to send it again.",
  ),
  SCHEMA_INVALID: technical(
    "error",
    "Invalid message",
    "The message violates the rules of its format.",
    "Ask the sender to correct the message and send it again, then dismiss this exception. If the connection sends acknowledgements, the sender has already been informed of the errors.",
  ),
  ENVELOPE_INVALID: technical(
    "error",
    "Invalid envelope",
    "The envelope is invalid: a count, a control number or a trailer does not match.",
    "Part of the file may be missing. If the connection sends acknowledgements, the partner has been informed; otherwise, ask the partner to send the file again. Dismiss this exception when it has arrived.",
  ),
  LIMIT_EXCEEDED: technical(
    "error",
    "Limit exceeded",
    "The message exceeds a limit.",
    "See below which limit it is. Ask the partner to split the message, or increase the limit in the format options of the connection if it is one of these. Then retry, or dismiss this exception once the message was sent again.",
  ),
  UNSUPPORTED_DOCUMENT: technical(
    "warning",
    "Unsupported document",
    "Suture does not support this type of document, or a code in it.",
    "Enter the document manually or ask the partner to send it in a different form, then dismiss this exception. Some types of documents can be processed after you switch on a flow.",
  ),
  DUPLICATE_CONTENT_DIFFERS: technical(
    "error",
    "Control number reused",
    "A message with this number was received before, with different content.",
    "Compare the two. If the later one is right, ask the partner to send it with a new number.",
  ),
  FILE_MISSING: technical(
    "warning",
    "File missing",
    "The partner numbers its files consecutively, and one of the numbers has not arrived.",
    "Ask the partner to send the file. This exception closes when it arrives. If the partner has not used the number, dismiss this exception.",
  ),
  WRONG_ENVIRONMENT: technical(
    "error",
    "Wrong environment",
    "A test message was received on a production connection, or a production message on a test connection.",
    "Ask the partner to correct the usage indicator on the envelope.",
  ),
  UNKNOWN_PARTNER: technical(
    "error",
    "Unknown partner",
    "The sender on the envelope is not the partner of this connection, or the document refers to an unknown partner.",
    "Check the identifiers of the connection and the crosswalk, then retry.",
  ),
  UNKNOWN_SUPPLIER: business(
    "error",
    "Unknown vendor",
    "The document refers to an unknown vendor, or an item has no vendor.",
    "Add the vendor's identifier to the crosswalk, then retry.",
  ),
  UNKNOWN_ITEM: business(
    "error",
    "Unknown item",
    "The document refers to an item that is not in Odoo or not on the order.",
    "Add the vendor's item number to the product or to the crosswalk, then retry.",
  ),
  UNKNOWN_UNIT: business(
    "error",
    "Unknown unit",
    "A unit of measure cannot be converted to the unit of the order or of the product.",
    "Add the pack size to the product or the unit to the crosswalk, then retry. A wrong conversion factor results in wrong order quantities.",
  ),
  UNKNOWN_LOCATION: business(
    "error",
    "Unknown location",
    "The document refers to an unknown facility or department.",
    "Add its identifier to the crosswalk, then retry.",
  ),
  UNKNOWN_ACCOUNT: business(
    "error",
    "Unknown account",
    "There is no account for a charge or a cost.",
    "Add the charge code to the crosswalk with its account, then retry.",
  ),
  UNKNOWN_ORDER: business(
    "error",
    "Unknown order",
    "The document refers to an order that does not exist or is not confirmed.",
    "Check the order number with the vendor. If the order is not ours, dismiss this exception.",
  ),
  AMBIGUOUS_MATCH: business(
    "error",
    "Several matches",
    "More than one record matches.",
    "Make the identifiers unique or add a crosswalk entry, then retry.",
  ),
  PRICE_VARIANCE: business(
    "warning",
    "Price differs",
    "A price differs from the order by more than the tolerance, or charges were added to the order.",
    "Agree on the price with the vendor. If the vendor's price is right, accept it. Otherwise, ask for a corrected document.",
  ),
  QUANTITY_OVER: business(
    "warning",
    "Quantity too high",
    "A quantity is higher than ordered.",
    "If the higher quantity is wanted and the order can still be changed, increase it there and retry. Otherwise, inform the vendor.",
  ),
  QUANTITY_SHORT: business(
    "warning",
    "Quantity too low",
    "A quantity is lower than ordered by more than the tolerance, or there is less in stock than was used.",
    "Agree on the quantity with the vendor, or check the stock. Then retry.",
  ),
  BACKORDER: business(
    "warning",
    "Backordered",
    "The vendor cannot deliver a line in time.",
    "Accept the later date, or order the goods from another vendor.",
  ),
  SUBSTITUTION: business(
    "warning",
    "Substitute offered",
    "The vendor offers a different item instead of the one ordered.",
    "Have the substitute approved, then replace the item by it.",
  ),
  LINE_REJECTED: business(
    "error",
    "Line rejected",
    "The vendor rejected a line or the whole order.",
    "Order the goods from another vendor, or agree on a solution with this one.",
  ),
  DATE_SLIP: business(
    "warning",
    "Later than requested",
    "The promised date is later than the requested date by more than the tolerance, or the vendor does not state when the goods will arrive.",
    "Accept the vendor's date, or order the goods from another vendor.",
  ),
  ORDER_CHANGED: business(
    "warning",
    "Order changed after sending",
    "The vendor responded to the order as it was sent, but the order has since changed in Odoo.",
    "Compare the order as it was sent, the vendor's response and the order as it is now. If you accept the response, its values replace those on the order. If the order is right, send our change to the vendor. This response is then dismissed.",
  ),
  LOT_MISSING: business(
    "error",
    "Lot missing",
    "The document contains a lot-tracked item without its lot number.",
    "Ask the sender for the lot number, then retry.",
  ),
  EXPIRED: business(
    "error",
    "Expired",
    "A lot is past its expiry date.",
    "Quarantine the lot and inform the sender.",
  ),
  INVOICE_DUPLICATE: business(
    "error",
    "Duplicate invoice",
    "An invoice with this number already exists in Odoo.",
    "Dismiss this exception, or ask the sender for a new number if it is a different invoice.",
  ),
  INVOICE_UNMATCHED: business(
    "error",
    "No match found",
    "An invoice line matches no line of the order, or a payment matches no invoice.",
    "Check the numbers with the sender and correct the record or the crosswalk, then retry.",
  ),
  INVOICE_BEFORE_RECEIPT: business(
    "warning",
    "Goods not received yet",
    "The invoice is for goods that have not been received yet.",
    "Wait for the receipt. The invoice will then be retried automatically.",
  ),
  TAX_VARIANCE: business(
    "warning",
    "Tax differs",
    "The tax on the invoice differs from the tax calculated by Odoo.",
    "Check the taxes of the products and the vendor's fiscal position, then retry.",
  ),
  OUT_OF_BALANCE: business(
    "error",
    "Totals do not match",
    "Amounts do not add up to the stated total, or have more decimal places than the currency allows.",
    "Ask the sender for a corrected document. Nothing was posted.",
  ),
  PAYMENT_OVER: business(
    "error",
    "Overpayment",
    "A payment is higher than the amount due on its invoice, or a refund is higher than the amount paid.",
    "Ask billing what the payment is for. Register it manually and dismiss this exception, or have it refunded.",
  ),
  PAYMENT_SHORT: business(
    "warning",
    "Short payment",
    "A payment is lower than the amount due on its invoice.",
    "Decide what to do with the rest: keep it open, write it off, or accept it as a deduction.",
  ),
  PERIOD_LOCKED: business(
    "error",
    "Period locked",
    "The accounting period of the document is locked.",
    "Ask accounting for the next open posting date.",
  ),
  APPROVAL_REQUIRED: business(
    "info",
    "Approval required",
    "The decision changes more than the approval limit of the person who made it allows.",
    "Someone with a higher approval limit checks the changes, then approves the decision or sends it back.",
  ),
  ACCESS_MISSING: business(
    "warning",
    "Access rights missing",
    "The person who decided may not make these changes in Odoo. Nothing was changed.",
    "Ask one of the people named to preview and retry the document, or have the missing access rights granted.",
  ),
  PREVIEW_OUTDATED: business(
    "warning",
    "Preview outdated",
    "Applying the document would change something that the preview did not show. Nothing was changed.",
    "Preview the document again, check what is different now, then decide again.",
  ),
  ACKNOWLEDGEMENT_OVERDUE: technical(
    "warning",
    "Acknowledgement overdue",
    "The partner has not acknowledged what we sent within the agreed time.",
    "Ask the partner whether the document has arrived. If not, send it again.",
  ),
  DELIVERY_FAILED: technical(
    "error",
    "Delivery failed",
    "The document could not be delivered to the partner.",
    "Check the route and the credentials of the connection, then send the document again.",
  ),
  PARTNER_REJECTED: technical(
    "error",
    "Rejected by partner",
    "The partner's system rejected what we sent.",
    "Read the errors in the acknowledgement, correct the record or the connection, then send the document again.",
  ),
  ODOO_REJECTED: technical(
    "error",
    "Rejected by Odoo",
    "Odoo rejected the change.",
    "Read Odoo's message, correct the record or the access rights of the integration user, then retry.",
  ),
  ACKNOWLEDGEMENT_UNMATCHED: technical(
    "warning",
    "Unmatched acknowledgement",
    "The acknowledgement does not match anything that we sent.",
    "Ask the partner which document the acknowledgement is for. If it was sent by mistake, dismiss this exception.",
  ),
  ACKNOWLEDGEMENT_NOT_AS_AGREED: technical(
    "warning",
    "Acknowledgement not possible",
    "The message could not be acknowledged as agreed for its connection.",
    "Correct the format or the identifiers of the connection, or agree on a different acknowledgement with the partner. Then retry.",
  ),
  INTERNAL_ERROR: technical(
    "critical",
    "Internal error",
    "Suture could not process this document because of an internal error. Nothing was changed.",
    "Report the error with its trace ID. Retry after an update.",
  ),
  ODOO_UNAVAILABLE: passing(
    "Odoo unreachable",
    "Odoo is unreachable at the moment.",
    "You do not need to do anything. The document will be retried automatically.",
  ),
  PARTNER_UNAVAILABLE: passing(
    "Partner unreachable",
    "The partner's system is unreachable at the moment.",
    "You do not need to do anything. The document will be retried automatically.",
  ),
  CONFLICT: passing(
    "Changed in the meantime",
    "The record was being changed by someone else at the same time.",
    "You do not need to do anything. The document will be retried automatically.",
  ),
} as const satisfies Record<string, Reason>;

export type ReasonCode = keyof typeof reasons;

/** Returns whether a text is a reason code. */
export const isReasonCode = (code: string): code is ReasonCode => Object.hasOwn(reasons, code);
