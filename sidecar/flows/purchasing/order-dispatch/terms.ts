import { terms } from "../../../terms/term.ts";

export const say = terms("order-dispatch", {
  "sent-line": "Order with 1 line to {vendor}.",
  "sent-lines": "Order with {count} lines to {vendor}.",
  "sent-line-again": "Order with 1 line to {vendor}, sent again as a duplicate.",
  "sent-lines-again": "Order with {count} lines to {vendor}, sent again as a duplicate.",
  "sent-line-with-changes": "Order with 1 line to {vendor}, sent again with changes.",
  "sent-lines-with-changes": "Order with {count} lines to {vendor}, sent again with changes.",

  gone: "Order {order} no longer exists in Odoo, or its vendor is no longer {vendor}. Nothing was sent.",
  cancelled: "Order {order} was cancelled in Odoo. Nothing was sent.",
  "not-confirmed": "Order {order} is no longer confirmed in Odoo. Nothing was sent.",
  "without-lines": "Order {order} has no line with a quantity to order. Nothing was sent.",
  "product-not-readable": "The product of the line “{description}” cannot be read.",
  "item-without-number": "Line {line} ({item}) has no item number that the vendor knows.",
  "unit-without-code": "Line {line} ({item}) is in {unit}, a unit without a UN/ECE code.",
  "drop-shipment": "Order {order} is a drop shipment to a customer's address, which is not supported yet.",

  "suggest-dismissal": "Dismiss this exception.",
  "suggest-confirmation": "Dismiss this exception, or confirm the order again and retry.",
  "suggest-unit-code": "Enter the UN/ECE code of the unit {unit} (for example BX for a box), then retry.",
  "suggest-unit-codes": "Enter the UN/ECE codes of the units {units} (for example BX for a box), then retry.",
  "suggest-item-number": "Enter the vendor's item number in the product's vendor list, then retry.",
});
