import { terms } from "../../terms/term.ts";

/** Texts of findings and suggestions that several purchasing flows share. */
export const say = terms("purchasing", {
  "line-ambiguous": "Line {line} matches more than one line of the order: {lines}.",
  "line-not-on-order": "Line {line} is not on the order and does not specify an item.",
  "item-not-on-order": "Line {line} refers to an item that is not on the order ({item}).",

  "connection-without-partner":
    "The connection {connection} has no partner in Odoo, so no orders can be looked up.",
  "order-unknown": "There is no purchase order {order} for {vendor}.",
  "order-number-not-unique": "{count} purchase orders have the number {order}.",
  "order-cancelled": "The purchase order {order} was cancelled in Odoo.",
  "order-not-confirmed": "The purchase order {order} is not confirmed in Odoo.",

  "suggest-partner": "Enter the partner on the connection, then retry.",
  "suggest-telling-vendor": "Inform the vendor that the order was cancelled, then dismiss this exception.",
  "suggest-confirmation": "Confirm the order if it is still wanted, then retry.",
});
