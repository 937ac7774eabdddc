import type { Decimal } from "decimal.js";
import type { FieldValues, Operation, Unknown } from "../../flow.ts";
import { heldQuantity } from "../../kit/tolerance.ts";
import type { PurchaseLine } from "../purchase-order.ts";

/** The operations on an order line that only a person's decision causes. */

/** Returns the smallest quantity to which Odoo allows a line to be reduced: what was received or invoiced. */
export function smallest(line: PurchaseLine): Decimal {
  return line.received.gt(line.invoiced) ? line.received : line.invoiced;
}

/**
 * Returns the value to write for a reduced quantity. Returns null if Odoo cannot store it without rounding, or if more was received
 * or invoiced.
 */
export function reducedTo(line: PurchaseLine, quantity: Decimal): FieldValues | null {
  const held = heldQuantity(quantity, line.unit.step);
  return held === null || held.lt(smallest(line)) ? null : { product_qty: held.toNumber() };
}

/** Returns the operation that orders a quantity of the line's product from its next vendor, as a request for quotation. */
export function orderElsewhere(line: PurchaseLine, quantity: Decimal): Operation {
  return {
    op: "do",
    verb: "order_from_next_vendor",
    ref: elsewhere(line),
    arguments: { line_id: line.id, quantity: quantity.toString() },
  };
}

/** Returns the name of the request for quotation that `orderElsewhere` creates for the line. */
export const elsewhere = ({ number }: PurchaseLine): string => `rfq-${number}`;

/** Returns the operation that adds a line with the backordered quantity, to arrive at an instant. */
export function splitOff(line: PurchaseLine, quantity: Decimal, datePlanned: FieldValues): Operation {
  return {
    op: "do",
    verb: "split_order_line",
    arguments: { line_id: line.id, quantity: quantity.toString(), ...datePlanned },
  };
}

/** The substitute for a line as the vendor offers it. Its price is for one unit of the line, or null if none is stated. */
export type Offer = {
  readonly quantity: Decimal;
  readonly price: Decimal | null;
  readonly datePlanned: FieldValues;
  readonly item: Unknown | null;
};

/**
 * Returns the operations that add a line with the substitute and map the vendor's number to its product, so that later documents
 * find it.
 */
export function substituteFor(
  line: PurchaseLine,
  { quantity, price, datePlanned, item }: Offer,
  product: number,
  connection: string,
): Operation[] {
  const added: Operation = {
    op: "do",
    verb: "add_substitute_line",
    arguments: {
      line_id: line.id,
      product_id: product,
      quantity: quantity.toString(),
      ...(price === null ? {} : { price_unit: price.toDecimalPlaces(6).toString() }),
      ...datePlanned,
    },
  };
  if (item === null) return [added];
  const { scheme, value } = item;
  return [
    added,
    { op: "do", verb: "map_item", arguments: { connection, scheme, value, product_id: product } },
  ];
}
