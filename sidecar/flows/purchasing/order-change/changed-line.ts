import { Decimal } from "decimal.js";
import type { OrderChangeLine, OrderedValues } from "../../../documents/order-change.ts";
import type { Identifier } from "../../../documents/values.ts";
import type { Finding } from "../../flow.ts";
import type { Units } from "../../kit/units.ts";
import { itemNumbersOf } from "../order-dispatch/order-document.ts";
import type { Product, PurchaseOrder } from "../purchase-order.ts";
import { ODOO, type RequestLine, type RequestValues } from "./request.ts";
import { say } from "./terms.ts";

/** The records of Odoo that a request may refer to. */
export type Records = {
  readonly order: PurchaseOrder;
  readonly products: ReadonlyMap<number, Product>;
  readonly units: Units;
};

/** The maximum number of decimals of a price, as in an order. */
const priceDecimals = 6;

/** Converts a line of a request to a line of an order change, or returns the findings about what the vendor could not understand. */
export function changedLine(
  { id, before: was, now: is }: RequestLine,
  records: Records,
): { readonly line: OrderChangeLine } | { readonly findings: readonly Finding[] } {
  const before = was && resolved(was, records);
  // A line reduced to zero is a deleted line, as in the order, which does not contain it.
  const isGone = is?.quantity !== undefined && new Decimal(is.quantity.value).isZero();
  const now = is && !isGone ? resolved(is, records) : undefined;
  const findings = now === undefined ? [] : notSayable(id, is, now, records);
  if (findings.length > 0) return { findings };
  const open = now && openQuantity(id, now, records);
  const line = { id, action: actionOf(before, now), ...(before && { before }), ...(now && { now }) };
  return { line: open === undefined ? line : { ...line, open } };
}

/** Returns the values with the numbers and codes that a vendor understands in place of IDs in Odoo. */
function resolved({ item, quantity, price, ...rest }: RequestValues, records: Records): OrderedValues {
  const unitId = idIn(quantity?.unit);
  const unit = unitId === undefined ? quantity?.unit : (records.units.get(unitId)?.code ?? quantity?.unit);
  const productId = item?.ids.find(({ scheme }) => scheme === ODOO)?.id;
  const product = records.products.get(Number(productId));
  const own = product === undefined ? [] : itemNumbersOf(product, unitId ?? null);
  const others = (item?.ids ?? []).filter(({ scheme }) => scheme !== ODOO);
  const description = item?.description ?? product?.name;
  return {
    ...(item && {
      item: { ids: [...own, ...others], ...(description === undefined ? {} : { description }) },
    }),
    ...(quantity && { quantity: { value: plain(quantity.value), unit: unit ?? quantity.unit } }),
    ...(price && { price: { ...price, amount: plain(price.amount, priceDecimals) } }),
    ...rest,
  };
}

/** Returns the ID in a unit of the form "odoo:7", or undefined. */
function idIn(unit: string | undefined): number | undefined {
  const [scheme, id] = unit?.split(":") ?? [];
  return scheme === ODOO && id !== undefined ? Number(id) : undefined;
}

const plain = (value: string, decimals = 10) => new Decimal(value).toDecimalPlaces(decimals).toFixed();

/** Returns findings about a line whose product, item number or unit the vendor could not understand. */
function notSayable(
  line: string,
  is: RequestValues | undefined,
  now: OrderedValues,
  { units }: Records,
): Finding[] {
  const item = now.item?.description ?? line;
  const isNamed = (now.item?.ids ?? []).length > 0;
  const isUnread = is?.item?.ids.some(({ scheme }) => scheme === ODOO) && now.item?.description === undefined;
  const text = isUnread ? say("product-not-readable", { line }) : say("item-without-number", { line, item });
  const items: Finding[] = isNamed ? [] : [{ code: "UNKNOWN_ITEM", line, item, field: "item", text }];
  const unitId = idIn(now.quantity?.unit);
  if (unitId === undefined) return items;
  const unit = units.get(unitId)?.name ?? String(unitId);
  const unnamed = say("unit-without-code", { line, item, unit });
  return [...items, { code: "UNKNOWN_UNIT", line, item, field: "unit", ours: unit, text: unnamed }];
}

/** Returns what is still to be received of a line, or undefined if Odoo counts its receipts in another unit. */
function openQuantity(id: string, { quantity }: OrderedValues, { order }: Records): OrderChangeLine["open"] {
  const line = order.lines.find(({ number }) => String(number) === id);
  if (quantity === undefined || line === undefined || line.unit.code !== quantity.unit) return undefined;
  const left = Decimal.max(0, new Decimal(quantity.value).minus(line.received));
  return { value: left.toFixed(), unit: quantity.unit };
}

/** Returns what happens to a line, from the values that the vendor knows and those that apply now. */
function actionOf(
  before: OrderedValues | undefined,
  now: OrderedValues | undefined,
): OrderChangeLine["action"] {
  if (now === undefined) return "deleted";
  if (before === undefined) return "added";
  if (before.item && !sharesNumber(before.item.ids, now.item?.ids ?? [])) return "replaced";
  const changed = [
    ...(sameQuantity(before, now) ? [] : (["quantity-changed"] as const)),
    ...(sameNumber(before.price?.amount, now.price?.amount) ? [] : (["price-changed"] as const)),
    ...(before.requestedDate === now.requestedDate ? [] : (["date-changed"] as const)),
    ...((before.note ?? "") === (now.note ?? "") ? [] : (["note-changed"] as const)),
  ];
  const [only, ...others] = changed;
  if (only === undefined) return "unchanged";
  return others.length === 0 ? only : "changed";
}

/** Returns whether two items have a number in common. The same item may have got further numbers in the meantime. */
function sharesNumber(ones: readonly Identifier[], others: readonly Identifier[]): boolean {
  return ones.some(({ scheme, id }) => others.some((other) => other.scheme === scheme && other.id === id));
}

function sameQuantity({ quantity: one }: OrderedValues, { quantity: other }: OrderedValues): boolean {
  return one?.unit === other?.unit && sameNumber(one?.value, other?.value);
}

function sameNumber(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined ? one === other : new Decimal(one).eq(other);
}
