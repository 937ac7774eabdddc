import { terms } from "../../../terms/term.ts";

/**
 * Texts of findings as the partner reads them in the email that rejects its document: "your price", not "the vendor's price". Each
 * has the code of the text for our own people after "to-partner.", and the same placeholders. Other findings read the same.
 */
export const say = terms("to-partner", {
  "order-response.price-differs": "Line {line} ({item}): your price is {theirs} instead of {ours}.",
  "order-response.price-pending": "Line {line} ({item}): you accept the line but have not set its price yet.",
  "order-response.price-missing":
    "Line {line} ({item}): you announce a price change but do not state the new price.",
  "order-response.price-not-convertible":
    "Line {line} ({item}): your price is {price} for {base}, which cannot be converted to a price per {unit}.",
  "order-response.quantity-over": "Line {line} ({item}): you confirm {theirs}, but only {ours} were ordered.",
  "order-response.quantity-none": "Line {line} ({item}): you confirm none of the {ours} ordered.",
  "order-response.quantity-short": "Line {line} ({item}): you confirm only {theirs} of the {ours} ordered.",
  "order-response.line-rejected": "Line {line} ({item}): you rejected the line ({ordered} ordered).",
  "order-response.line-rejected-in-part": "Line {line} ({item}): you rejected {quantity}.",
  "order-response.substituted": "Line {line} ({item}): you offer a different item instead ({offered}).",
  "order-response.substituted-by-unnamed":
    "Line {line} ({item}): you offer a different item instead, without naming it.",
  "order-response.request-repeated":
    "Line {line} ({item}): you repeat the requested date {theirs} but do not promise a date.",
  "order-response.request-misread":
    "Line {line} ({item}): you state {theirs} instead of {ours} as the requested date and do not promise a date.",
  "order-response.ships-on": "Line {line} ({item}): ships on {date}, but you do not state an arrival date.",
  "order-response.charge-on-order": "You add {amount} to the order: {charge}.",
  "order-response.charge-on-line": "You add {amount} to line {line}: {charge}.",
  "order-response.other-currency": "Your prices are in {currency}, which is not the currency of the order.",
  "order-response.answer-without-lines":
    "Your response to order {order} should cover each line, but it contains no lines.",
  "flows.price-unit-doubtful":
    "Line {line} ({item}): your price is {theirs} per {unit}, which would be {converted} per {ordered} instead of {ours}. Which unit do you mean?",
  "flows.quantity-unit-doubtful":
    "Line {line} ({item}): you state {theirs}, which would be {converted} of the {ours} ordered. Which unit do you mean?",
  "vendor-invoice.in-odoo-already": "We have already received invoice {number} from you ({bill}).",
  "vendor-invoice.in-odoo-already-as-draft": "We have already received invoice {number} from you.",
});
