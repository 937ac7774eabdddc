import { Decimal } from "decimal.js";
import type { ConnectionProfile } from "../../../documents/connection-profile.ts";
import type { Order, OrderLine } from "../../../documents/order.ts";
import type { Identifier, Party } from "../../../documents/values.ts";
import type { Product, PurchaseLine, PurchaseOrder } from "../purchase-order.ts";

/** The data that an order document needs in addition to the purchase order. */
export type OrderCircumstances = {
  readonly currency: string;
  /** The number of decimals of the currency. */
  readonly decimals: number;
  readonly company: string;
  readonly vendor: string;
  readonly issueDate: string;
  readonly deliverTo: Party | undefined;
};

/** The maximum number of decimals of a price in an order. Partners who use X12, EDIFACT or cXML accept six. */
const priceDecimals = 6;

/** Converts a purchase order to a canonical order. The plan must have verified that all of its units have a UN/ECE code. */
export function orderDocument(
  order: PurchaseOrder,
  connection: ConnectionProfile,
  { currency, decimals, company, vendor, issueDate, deliverTo }: OrderCircumstances,
): Order {
  const dates = order.lines.flatMap(({ expected }) => expected ?? []).sort();
  return {
    type: "Order",
    id: order.name,
    issueDate,
    currency,
    buyer: { ids: identifiers(connection, "us"), name: company },
    seller: { ids: identifiers(connection, "partner"), name: vendor },
    ...(deliverTo === undefined ? {} : { deliverTo }),
    ...(dates[0] === undefined ? {} : { requestedDate: dates[0] }),
    lines: ordered(order).map((line) => orderLine(line, currency)),
    total: total(order).toFixed(decimals),
  };
}

/** Returns the order lines whose quantity is not zero. A line reduced to zero is not sent. */
export function ordered(order: PurchaseOrder): readonly PurchaseLine[] {
  return order.lines.filter((line) => !line.ordered.isZero());
}

function identifiers(connection: ConnectionProfile, owner: "us" | "partner"): Identifier[] {
  return connection.identifiers
    .filter((each) => each.owner === owner)
    .map(({ scheme, id }) => ({ scheme, id }));
}

function orderLine(line: PurchaseLine, currency: string): OrderLine {
  return {
    id: String(line.number),
    item: { ids: itemIdentifiers(line), description: line.product.name },
    quantity: { value: line.ordered.toFixed(), unit: line.unit.code ?? "" },
    price: { amount: line.price.toDecimalPlaces(priceDecimals).toFixed(), currency },
    ...(line.expected === null ? {} : { requestedDate: line.expected }),
    ...(line.note === null ? {} : { note: line.note }),
  };
}

/** Returns the identifiers of a line's item. */
export function itemIdentifiers({ product, unit }: PurchaseLine): Identifier[] {
  return itemNumbersOf(product, unit.id);
}

/**
 * Returns the identifiers of a product that is ordered in a unit: the vendor's number, the GTIN of the ordered unit, and our number.
 * The GTIN of another unit is not sent, because it would change the ordered quantity: a box and a single piece have different
 * GTINs.
 */
export function itemNumbersOf(product: Product, unit: number | null): Identifier[] {
  const barcode = product.barcodes.find((each) => each.unit === unit)?.barcode;
  const isGtin = barcode !== undefined && /^(\d{8}|\d{12,14})$/.test(barcode);
  return [
    ...product.vendorCodes.slice(0, 1).map((id) => ({ scheme: "seller", id })),
    ...(isGtin ? [{ scheme: "gtin", id: barcode.padStart(14, "0") }] : []),
    ...(product.code === null ? [] : [{ scheme: "buyer", id: product.code }]),
  ];
}

function total(order: PurchaseOrder): Decimal {
  return order.lines.reduce((sum, line) => sum.plus(line.ordered.times(line.price)), new Decimal(0));
}
