import { terms } from "../../terms/term.ts";

/**
 * Texts about X12 messages. They contain the names of segments and elements, short codes and the parties on the envelope, but no
 * other values of the message.
 */
export const say = terms("x12", {
  "not-a-date": "{element} in segment {segment} is not a date.",
  "not-a-period": "{element} in segment {segment} is not a date in the format stated in DTM05.",
  "not-a-number": "{element} in segment {segment} is not a decimal number.",
  "not-an-amount": "{element} in segment {segment} is not an amount with two implied decimals.",
  "not-a-unit": "{element} in segment {segment} is not a unit of measure.",
  "date-qualifier-missing":
    "{element} in segment {segment} is missing, so the accompanying date has no qualifier.",
  "qualified-date-missing":
    "{element} in segment {segment} is missing, so the accompanying qualifier has no date.",
  "tax-amount-missing": "{element} in segment {segment} is missing, so the tax has no amount.",
  "code-not-supported": "{element} is {code}, a code of {list} that Suture does not support.",
  "code-not-supported-in-line":
    "{element} of line {line} is {code}, a code of {list} that Suture does not support.",
  "currency-of-line-differs": "CUR02 of line {line} is not {currency}, the currency of the document.",
  "line-count-differs": "The message states {stated} lines but contains {counted}.",
  "charge-without-amount": "The charge or allowance in segment {segment} has no amount (SAC05).",
  "price-not-ours":
    "Line {line}: {element} marks the price as one that the buyer does not pay, such as a retail or previous price.",
  "price-in-other-unit": "The price of line {line} is for {priced}, but its quantity is in {unit}.",
  "several-prices": "Line {line} contains several prices (CTP) without stating which one the buyer pays.",
  "price-for-other-quantity": "{element} of line {line} is a price for a different quantity.",
  "price-change-not-computed":
    "{element} of line {line} modifies the accompanying price. Suture does not calculate such modifications.",
  "price-count-unclear":
    "The price of line {line} is for {count}, and its quantity is in {unit}. The message does not state whether this refers to pieces or units.",
  "prices-in-heading": "The heading of the response states prices (CTP) that belong to no line.",
  "several-due-dates":
    "The payment terms (ITD) contain several due dates. Suture does not support instalments.",
  "partial-terms":
    "The payment terms (ITD09 to ITD11) apply to a part of the amount. Suture does not support instalments.",
  "discount-contradicts": "ITD01 states that there is no discount, but ITD03 or ITD08 contains one.",
  "credit-not-supported":
    "The total (TDS01) is negative, so this is a credit note, which Suture does not support. Enter it manually.",
  "quantity-without-unit": "A quantity of line {line} has no unit.",
  "line-without-quantity": "Line {line} has no quantity (IT102).",
  "line-without-price": "Line {line} has no price (IT104).",
  "line-without-unit": "Line {line} has no unit (IT103).",
  "unit-not-known": "The unit {unit} of line {line} has no X12 code (element 355).",
  "no-interchange": "The message contains no interchange.",
  "no-interchange-in-body": "The body contains no interchange.",
  "utf-16": "The body is encoded as UTF-16. Send it in ASCII or UTF-8.",
  "too-many-interchanges": "The body has more than {most} interchanges.",
  "header-broken": "The interchange header (ISA) is incomplete or damaged.",
  "text-outside": "There is text outside any interchange.",
  "too-many-documents": "The interchange contains more than {most} documents. The sender must split it.",
  "set-not-supported": "Suture does not support transaction set {set}.",
  "set-in-wrong-group": "Transaction set {set} belongs in a group {group} (GS01), but is in another.",
  "control-number-reused": "The control number was used before with different content.",
  "usage-not-supported":
    "The usage indicator (ISA15) is {code}, a code of {list} that Suture does not support. The interchange was not processed.",
  "test-on-production": "The usage indicator (ISA15) is {usage}, but the connection is for production.",
  "production-on-test": "The usage indicator (ISA15) is {usage}, but the connection is for tests.",
  "sender-unknown":
    "The sender on the envelope (ISA05, ISA06) is {received}. This connection's partner has the identifier {expected}.",
  "sender-unknown-none":
    "The sender on the envelope (ISA05, ISA06) is {received}. This connection has no envelope identifier for the partner.",
  "receiver-unknown":
    "The receiver on the envelope (ISA07, ISA08) is {received}. Our identifier on this connection is {expected}.",
  "receiver-unknown-none":
    "The receiver on the envelope (ISA07, ISA08) is {received}. This connection has no envelope identifier for us.",
  party: "{id} (qualifier {qualifier})",
  "acknowledgement-version":
    "The partner sent a group in a version that Suture cannot write (GS08). It was acknowledged with a {kind} in {version}. Agree on 004010 or 005010.",
  "acknowledgement-kind":
    "A {agreed} was agreed, but it does not exist in the version of a group that the partner sent. The group was acknowledged with a {kind} in {version}. Agree on a {kind}, or on 005010.",
  "answer-not-supported":
    "{element} is {code}, a code of {list} that Suture does not support. Ask the partner what it means.",
  "document-not-written": "X12 has no transaction set for documents of the type {type}.",
  "own-identifier-missing": "The connection has no envelope identifier for us.",
  "partner-identifier-missing": "The connection has no envelope identifier for the partner.",
  element: "{place} {name}",
  expected: "An X12 interchange begins with ISA and its separator, and ends with IEA.",
  "in-line": "Line {line}, {place}",
  position: "{place}: {fault} ({code})",
  "fault-missing": "missing",
  "fault-excluded": "not allowed with another value",
  "fault-too-many": "too many values",
  "fault-too-short": "too short",
  "fault-too-long": "too long",
  "fault-character": "invalid character",
  "fault-number": "not a number",
  "fault-code": "invalid code",
  "fault-date": "invalid date",
  "fault-time": "invalid time",
  "fault-segment-missing": "segment missing",
  "fault-segment-too-often": "segment too often",
  "fault-segment-unexpected": "segment not allowed here",
  answer: "answer",
  amount: "amount",
  "basis-of-price": "price basis",
  "basis-of-terms": "payment terms basis",
  charge: "charge or allowance",
  "class-of-trade": "class of trade",
  code: "code",
  currency: "currency",
  date: "date",
  "days-of-discount": "discount days",
  "days-until-due": "days until due",
  discount: "discount",
  "discount-percent": "discount percentage",
  exemption: "exemption",
  "handling-method": "handling method",
  "invoice-number": "invoice number",
  "item-number": "item number",
  "kind-of-date": "date type",
  "kind-of-invoice": "invoice type",
  "kind-of-number": "number type",
  "kind-of-price": "price type",
  "kind-of-tax": "tax type",
  "kind-of-terms": "terms type",
  line: "line",
  "line-count": "number of lines",
  multiplier: "multiplier",
  "order-number": "order number",
  price: "price",
  purpose: "purpose",
  quantity: "quantity",
  "relation-to-prices": "relation to prices",
  tax: "tax",
  unit: "unit",
});
