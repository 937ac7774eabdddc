import { terms } from "../../../terms/term.ts";

export const say = terms("order-change", {
  "sent-change": "Change {sequence} of the order to {vendor}.",
  "sent-cancellation": "Cancellation of the order to {vendor}, as change {sequence}.",
  "nothing-changed": "Order {order} has no changes that were not sent to {vendor} already. Nothing was sent.",

  gone: "Order {order} no longer exists in Odoo, or its vendor is no longer {vendor}. Nothing was sent.",
  "not-in-force": "Order {order} is not confirmed in Odoo, so its change was not sent.",
  "not-cancelled": "Order {order} is not cancelled in Odoo, so its cancellation was not sent.",
  "never-sent":
    "{vendor} has not received order {order} over this connection, so there is nothing to change. Nothing was sent.",
  "request-not-valid": "Odoo's request for the change is not valid: {path} ({rule}).",
  "not-by-edi": "The connection does not send order changes as EDI documents. Nothing was sent.",

  "product-not-readable": "The product of line {line} cannot be read.",
  "item-without-number":
    "Line {line} ({item}) has neither a vendor item number nor a barcode nor a reference.",
  "unit-without-code": "Line {line} ({item}): the unit {unit} has no UN/ECE code.",

  "suggest-sending-order":
    "Send the order first. If the vendor has it by other means, inform the vendor of the change directly.",
  "suggest-channel":
    "Select EDI document on the connection (Policy tab), or inform the vendor in another way and dismiss this exception.",
  "suggest-item-number":
    "Enter the vendor's item number, a barcode or an internal reference on the product, then retry.",
});
