import { terms } from "../../../terms/term.ts";

export const say = terms("requisition", {
  ordered: "Created from requisition {number} from {department}: {items}.",
  "ordered-by": "Created from requisition {number} from {department}: {items}, needed by {date}.",
  "ordered-from-several": "Created from requisition {number} from {department}: {items}, in {orders} orders.",
  "ordered-from-several-by":
    "Created from requisition {number} from {department}: {items}, needed by {date}, in {orders} orders.",
  "one-item": "1 item",
  items: "{count} items",
  remark: "Note from {department} on requisition {number}: {note}",
  "rounded-up":
    "Line {line} ({item}): {wanted} were requested and {ordered} are ordered, because the vendor sells only whole packs.",
  repeated:
    "Requisition {number} was received again. Its order already exists in Odoo, so nothing was created.",
  "content-differs": "Requisition {number} was ordered before, with different content.",

  "vendor-unknown": "The vendor {vendor} is not in Odoo.",
  "vendor-ambiguous": "Several partners in Odoo match the vendor {vendor}.",
  "no-vendor": "Line {line} ({item}): no vendor has a currently valid price for it.",
  "vendor-without-price":
    "Line {line} ({item}): the vendor specified in the requisition has no currently valid price for it.",
  "vendor-unit-not-convertible":
    "Line {line} ({item}): it is sold in a unit that cannot be converted to {unit}.",
  "too-precise": "Line {line} ({item}): {wanted} has more decimal places than Odoo stores for {unit}.",
  "below-minimum":
    "Line {line} ({item}): {wanted} were requested, but the minimum order quantity is {minimum}.",

  "suggest-vendor":
    "Enter a vendor and its price on the product (Purchase tab), or map the vendor's code in the crosswalk. Then retry.",
  "suggest-unit":
    "Map the unit in the crosswalk, or enter it as a packaging of the product. Then retry. A wrong conversion factor results in wrong order quantities.",
  "suggest-comparison":
    "Compare the requisition with the order. If the requisition is right, ask the department to send it with a new number, and dismiss this exception.",
});
