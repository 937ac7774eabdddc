import { terms } from "../../../terms/term.ts";

export const say = terms("order-response", {
  accepted: "{vendor} accepted the order.",
  "accepted-unchanged": "{vendor} accepted the order without changes.",
  "accepted-with-changed-line": "{vendor} accepted the order. Line {line} changed.",
  "accepted-with-changed-lines": "{vendor} accepted the order. Lines {lines} changed.",
  "lines-not-mentioned": "The answer does not mention {count} of the {total} lines.",
  "charges-announced": "The answer announces charges or allowances.",

  "answer-without-lines":
    "The vendor's answer to the order {order} is marked as line by line but contains no lines.",
  "order-rejected": "The vendor rejected the whole order {order}.",
  "other-currency": "The vendor's prices are in {currency}, which is not the currency of the order.",
  "payment-terms": "The vendor states payment terms: {terms}.",
  "line-answered-twice": "The answer contains line {line} of the order more than once.",

  "line-rejected": "Line {line} ({item}): the vendor rejected the line.",
  "line-rejected-in-part": "Line {line} ({item}): the vendor rejected {quantity}.",
  substituted: "Line {line} ({item}): the vendor offers a different item instead ({offered}).",
  "substituted-by-unnamed":
    "Line {line} ({item}): the vendor offers a different item instead, without naming it.",

  "quantity-over": "Line {line} ({item}): the vendor confirms {theirs}, but only {ours} were ordered.",
  "quantity-none": "Line {line} ({item}): the vendor confirms none of the {ours} ordered.",
  "quantity-short": "Line {line} ({item}): the vendor confirms only {theirs} of the {ours} ordered.",
  "quantity-lowered": "Line {line} ({item}): the quantity is now {theirs} instead of {ours}.",

  "price-differs": "Line {line} ({item}): the vendor's price is {theirs} instead of {ours}.",
  "price-changed": "Line {line} ({item}): the price is now {theirs} instead of {ours}.",
  "price-pending": "Line {line} ({item}): the vendor accepts the line but has not set its price yet.",
  "price-missing": "Line {line} ({item}): the vendor says that the price changes, but not to what.",
  "price-not-convertible":
    "Line {line} ({item}): the vendor's price is {price} for {base}, which cannot be converted to a price per {unit}.",

  promised: "Line {line} ({item}): promised for {theirs}.",
  "promised-instead": "Line {line} ({item}): promised for {theirs} instead of {ours}.",
  expected: "Line {line} ({item}): now expected on {theirs}.",
  "expected-instead": "Line {line} ({item}): now expected on {theirs} instead of {ours}.",
  "expected-in-portions": "Line {line} ({item}): expected in portions, {portions}.",
  portion: "{quantity} on {date}",
  "promised-before-order":
    "Line {line} ({item}): promised for {theirs}, before the line was ordered on {ordered}.",
  "request-repeated":
    "Line {line} ({item}): the vendor repeats {theirs} as the requested date and promises no date.",
  "request-misread":
    "Line {line} ({item}): the vendor repeats {theirs} as the requested date instead of {ours}, and promises no date.",
  "no-date": "Line {line} ({item}): accepted, but the vendor promises no date.",
  "no-date-keeps-ours":
    "Line {line} ({item}): accepted, but the vendor promises no date. The order keeps {ours}.",
  "ships-on": "Line {line} ({item}): ships on {date}; the vendor does not say when it arrives.",
  "backorder-ships-on":
    "Line {line} ({item}): {backordered} of {ordered} are backordered, the last of them shipping on {date}; the vendor does not say when they arrive.",

  "backordered-without-date":
    "Line {line} ({item}): {backordered} of {ordered} are backordered without a promised date.",
  "backordered-until": "Line {line} ({item}): {backordered} are backordered until {date}.",
  "part-backordered":
    "Line {line} ({item}): {firm} are confirmed as ordered, and {backordered} are backordered until {date}.",
  "part-backordered-firm-on":
    "Line {line} ({item}): {firm} are confirmed for {firmDate}, and {backordered} are backordered until {date}.",

  "charge-on-order": "The vendor adds {amount} to the order: {charge}.",
  "charge-on-line": "The vendor adds {amount} to line {line}: {charge}.",
  "allowance-on-order": "The vendor deducts {amount} from the order: {charge}.",
  "allowance-on-line": "The vendor deducts {amount} from line {line}: {charge}.",
  "apart-from-order": "The vendor states {amount} that is not part of the order: {charge}.",
  "apart-from-line": "The vendor states {amount} that is not part of line {line}: {charge}.",

  "suggest-charges":
    "Accept the charges, or agree with the vendor to drop them. Charges up to the connection's charges tolerance (tab Policy) are accepted without asking.",
  "suggest-transit-days":
    "Enter the vendor's transit time on the connection (tab Policy), then try again. If you accept the line instead, it keeps its date, unless the shipment is later than that date.",
});
