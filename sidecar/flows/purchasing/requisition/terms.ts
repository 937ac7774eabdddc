import { terms } from "../../../terms/term.ts";

export const say = terms("requisition", {
  ordered: "Created from requisition {number} of {department}: {items}.",
  "ordered-by": "Created from requisition {number} of {department}: {items}, needed by {date}.",
  "ordered-from-several": "Created from requisition {number} of {department}: {items}, in {orders} orders.",
  "ordered-from-several-by":
    "Created from requisition {number} of {department}: {items}, needed by {date}, in {orders} orders.",
  "one-item": "1 item",
  items: "{count} items",
  remark: "Note from {department} on requisition {number}: {note}",
  "rounded-up":
    "Line {line} ({item}): {wanted} were requested and {ordered} are ordered, because the vendor sells whole packs only.",
  repeated: "Requisition {number} was received again. Its order is in Odoo already, and nothing was created.",
  "content-differs": "Requisition {number} was ordered before, with different content.",

  "vendor-unknown": "The vendor {vendor} is not in Odoo.",
  "vendor-ambiguous": "Several partners in Odoo match the vendor {vendor}.",
  "no-vendor": "Line {line} ({item}): no vendor has a price for it that is valid today.",
  "vendor-without-price":
    "Line {line} ({item}): the vendor that the requisition names has no price for it that is valid today.",
  "vendor-unit-not-convertible":
    "Line {line} ({item}): it is sold in a unit that cannot be converted to {unit}.",
  "too-precise": "Line {line} ({item}): {wanted} has more decimal places than Odoo stores for {unit}.",
  "below-minimum": "Line {line} ({item}): {wanted} were requested, but the smallest order is {minimum}.",

  "suggest-vendor":
    "Enter a vendor with its price on the product (tab Purchase), or add the vendor's code to the crosswalk (scheme supplier). Then try again.",
  "suggest-unit":
    "Add the unit to the crosswalk (scheme unit), or enter it as a packaging of the product. Then try again. A wrong factor multiplies orders.",
  "suggest-comparison":
    "Compare it with the order. If this requisition is right, ask the department to send it under a new number, and dismiss this exception.",
});
