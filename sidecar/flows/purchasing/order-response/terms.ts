import { terms } from "../../../terms/term.ts";

export const say = terms("order-response", {
  accepted: "{vendor} accepted the order.",
  "accepted-unchanged": "{vendor} accepted the order without changes.",
  "accepted-with-changed-line": "{vendor} accepted the order. Line {line} changed.",
  "accepted-with-changed-lines": "{vendor} accepted the order. Lines {lines} changed.",
  "change-accepted": "{vendor} accepted our change to the order.",
  "change-accepted-with-changed-line":
    "{vendor} accepted our change to the order, but line {line} differs from it.",
  "change-accepted-with-changed-lines":
    "{vendor} accepted our change to the order, but lines {lines} differ from it.",
  "own-change": "{vendor} requested a change to the order that changes nothing in Odoo.",
  "own-change-of-line": "{vendor} changed line {line} of the order.",
  "own-change-of-lines": "{vendor} changed lines {lines} of the order.",
  "cancellation-accepted": "{vendor} accepted the cancellation of the order.",
  "change-of-cancelled-accepted": "{vendor} accepted our change {sequence}. The order is cancelled in Odoo.",
  "latest-change-of-cancelled-accepted": "{vendor} accepted our change. The order is cancelled in Odoo.",
  "cancelled-on-both-sides": "{vendor} cancelled the order, which is cancelled in Odoo too.",
  "lines-not-mentioned": "The response does not mention {count} of the {total} lines.",
  "charges-announced": "The response announces charges or allowances.",

  "answer-without-lines":
    "The vendor's response to order {order} should cover each line, but it contains no lines.",
  "order-rejected": "The vendor rejected the whole order {order}.",
  "change-rejected":
    "The vendor rejected our change to order {order}, so the order as it was sent before still applies.",
  "order-cancelled-by-vendor": "The vendor cancelled the whole order {order}.",
  "cancellation-rejected": "The vendor rejected the cancellation of order {order}.",
  "cancellation-in-detail":
    "The vendor responds line by line to the cancellation of order {order}, so part of it may still be delivered.",
  "cancellation-not-ours":
    "The vendor responds to a cancellation, but order {order} is not cancelled in Odoo.",
  "other-currency": "The vendor's prices are in {currency}, which is not the currency of the order.",
  "payment-terms": "The vendor states payment terms: {terms}.",
  "line-answered-twice": "The response contains line {line} of the order more than once.",

  "line-rejected": "Line {line} ({item}): the vendor rejected the line ({ordered} ordered).",
  "line-rejected-in-part": "Line {line} ({item}): the vendor rejected {quantity}.",
  substituted: "Line {line} ({item}): the vendor offers a different item instead ({offered}).",
  "substituted-by-unnamed":
    "Line {line} ({item}): the vendor offers a different item instead, without naming it.",

  dropped: "{finding} The line on the order was reduced.",
  reordered: "{finding} The line was reduced, and {quantity} were ordered from the next vendor.",
  replaced: "{finding} The item was replaced by the substitute.",
  split: "{finding} The line was split.",

  "quantity-over": "Line {line} ({item}): the vendor confirms {theirs}, but only {ours} were ordered.",
  "quantity-none": "Line {line} ({item}): the vendor confirms none of the {ours} ordered.",
  "quantity-short": "Line {line} ({item}): the vendor confirms only {theirs} of the {ours} ordered.",
  "quantity-lowered": "Line {line} ({item}): the quantity is now {theirs} instead of {ours}.",

  "price-differs": "Line {line} ({item}): the vendor's price is {theirs} instead of {ours}.",
  "price-changed": "Line {line} ({item}): the price is now {theirs} instead of {ours}.",
  "price-pending": "Line {line} ({item}): the vendor accepts the line but has not set its price yet.",
  "price-missing":
    "Line {line} ({item}): the vendor announces a price change but does not state the new price.",
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
    "Line {line} ({item}): the vendor repeats the requested date {theirs} but does not promise a date.",
  "request-misread":
    "Line {line} ({item}): the vendor states {theirs} instead of {ours} as the requested date and does not promise a date.",
  "no-date": "Line {line} ({item}): accepted, but without a promised date.",
  "no-date-keeps-ours":
    "Line {line} ({item}): accepted, but without a promised date. The date on the order remains {ours}.",
  "ships-on": "Line {line} ({item}): ships on {date}, but the vendor does not state an arrival date.",
  "backorder-ships-on":
    "Line {line} ({item}): {backordered} of {ordered} are backordered and the last of them ship on {date}, but the vendor does not state an arrival date.",

  "backordered-without-date":
    "Line {line} ({item}): {backordered} of {ordered} are backordered without a promised date.",
  "backordered-until": "Line {line} ({item}): {backordered} are backordered until {date}.",
  "part-backordered":
    "Line {line} ({item}): {firm} are confirmed as ordered, and {backordered} are backordered until {date}.",
  "part-backordered-firm-on":
    "Line {line} ({item}): {firm} are confirmed for {firmDate}, and {backordered} are backordered until {date}.",

  "changed-quantity":
    "Line {line} ({item}): the quantity sent was {sent}, the vendor confirms {theirs}, and the order now has {ours}.",
  "changed-price":
    "Line {line} ({item}): the price sent was {sent}, the vendor confirms {theirs}, and the order now has {ours}.",
  "changed-date":
    "Line {line} ({item}): the date sent was {sent}, the vendor confirms {theirs}, and the order now has {ours}.",
  "changed-item":
    "Line {line} ({item}): the response is to what was sent ({sent}), but the order now has {ours}.",
  "no-longer-ordered": "Line {line} ({item}): the response is to a line that is no longer on the order.",
  "no-day": "no date",

  "charge-on-order": "The vendor adds {amount} to the order: {charge}.",
  "charge-on-line": "The vendor adds {amount} to line {line}: {charge}.",
  "allowance-on-order": "The vendor deducts {amount} from the order: {charge}.",
  "allowance-on-line": "The vendor deducts {amount} from line {line}: {charge}.",
  "apart-from-order": "The vendor states an amount of {amount} that is not part of the order: {charge}.",
  "apart-from-line": "The vendor states an amount of {amount} that is not part of line {line}: {charge}.",

  "suggest-rejected-change":
    "Return the order to what the vendor confirmed, or agree on the change with the vendor and send it again.",
  "suggest-rejected-cancellation":
    "Ask the vendor what will be delivered. If the order remains in force, confirm it again in Odoo.",
  "suggest-unasked-cancellation":
    "Ask the vendor which order was meant. If it is this one, cancel the order in Odoo.",
  "suggest-charges":
    "Accept the charges, or ask the vendor to remove them. Charges up to the connection's charges tolerance (Policy tab) are accepted automatically.",
  "suggest-accept": "Agree with the vendor on the value. Then accept the vendor's value, or keep ours.",
  "suggest-keep":
    "The vendor's value cannot be applied to the order. Keep our value and agree with the vendor, or ask for a new response.",
  "suggest-short":
    "Accept the lower quantity, order the rest from the next vendor, or keep our quantity and agree with the vendor.",
  "suggest-split": "Accept the later date, split the line, or keep our date and agree with the vendor.",
  "suggest-rejected":
    "Remove the line from the order, order it from the next vendor, or keep it and agree with the vendor.",
  "suggest-substitute":
    "Have the substitute approved, then replace the item by it. Otherwise, remove the line, order it from the next vendor, or keep it.",
  "suggest-rejected-order":
    "Order the goods from another vendor and cancel this order. Then dismiss this exception.",
  "suggest-rejected-locked":
    "Order the goods from another vendor. This order is locked: unlock it before you cancel it. Then dismiss this exception.",
  "suggest-rejected-received":
    "Goods of this order have been received, so it cannot be cancelled. Ask the vendor what was rejected, then dismiss this exception.",
  "suggest-transit-days":
    "Enter the vendor's transit time on the connection (Policy tab), then retry. If you accept the line instead, its date does not change unless the shipment is later than that date.",
});
