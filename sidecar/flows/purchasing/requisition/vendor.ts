import { Decimal } from "decimal.js";
import type { OdooRecord, Snapshot } from "../../flow.ts";
import { day, decimal, records, reference } from "../../kit/snapshot.ts";
import { heldQuantity, sameQuantity } from "../../kit/tolerance.ts";
import { convertible, convertQuantity, type Unit, type Units } from "../../kit/units.ts";

/**
 * A vendor's price for a product, as entered on the product's *Purchase* tab. Partner, product, template and currency are record
 * IDs.
 */
export type Offer = {
  readonly id: number;
  readonly sequence: number;
  readonly partner: number;
  /** The variant that the offer is for. Null if it applies to every variant of the template. */
  readonly product: number | null;
  readonly template: number | null;
  readonly price: Decimal;
  /** The discount in percent. */
  readonly discount: Decimal;
  readonly minimum: Decimal;
  readonly leadDays: number;
  readonly from: string | null;
  readonly until: string | null;
  readonly currency: number | null;
  readonly unit: Unit;
};

/** Returns the offers found by the read "vendors" that this company may use. */
export function readOffers(snapshot: Snapshot, units: Units, company: number): readonly Offer[] {
  return records(snapshot, "vendors").flatMap((record) => {
    const [partner, unit] = [
      reference(record, "partner_id"),
      units.get(reference(record, "product_uom_id") ?? 0),
    ];
    const of = reference(record, "company_id");
    if (partner === null || unit === undefined || (of !== null && of !== company)) return [];
    return [offerOf(record, partner, unit)];
  });
}

function offerOf(record: OdooRecord, partner: number, unit: Unit): Offer {
  return {
    id: record.id,
    sequence: decimal(record, "sequence").toNumber(),
    partner,
    product: reference(record, "product_id"),
    template: reference(record, "product_tmpl_id"),
    price: decimal(record, "price"),
    discount: decimal(record, "discount"),
    minimum: decimal(record, "min_qty"),
    leadDays: decimal(record, "delay").toNumber(),
    from: day(record, "date_start"),
    until: day(record, "date_end"),
    currency: reference(record, "currency_id"),
    unit,
  };
}

/**
 * The request for a product: the quantity in the stock unit of the product, the unit stated on the line (`unit`), and the date of
 * the order (`today`).
 */
export type Wish = {
  readonly product: { readonly id: number; readonly template: number | null; readonly unit: Unit };
  readonly quantity: Decimal;
  readonly unit: Unit;
  readonly today: string;
  /** The ID of the only acceptable vendor. If null, any vendor is acceptable. */
  readonly supplier: number | null;
};

/** The selected offer and the quantity to order. */
export type Choice = {
  readonly offer: Offer;
  /** The quantity to order, in the unit of the offer. */
  readonly quantity: Decimal;
};

/**
 * The reason why no offer can be used: no acceptable vendor offers the product ("nobody"), no offer has a unit to which the
 * quantity can be converted ("unit"), every minimum quantity is too high ("minimum"), or Odoo would round the quantity
 * ("decimals").
 */
export type NoChoice =
  | { readonly why: "nobody" | "unit" }
  /**
   * `nearest` is the offer that the finding mentions. For "minimum", it is the offer with the lowest minimum quantity; for
   * "decimals", the selected offer, in whose unit Odoo cannot store the quantity without rounding it.
   */
  | { readonly why: "minimum" | "decimals"; readonly nearest: Offer };

/**
 * Selects the offer to order from in the same way as Odoo (`_select_seller`). An offer is valid if it applies to the variant and
 * the date and its minimum quantity is reached. Valid offers are sorted by sequence, then by larger minimum quantity, then by
 * lower price. The first one determines the vendor, and the cheapest of this vendor's valid offers is selected. Returns the
 * reason if no offer can be used.
 */
export function chooseOffer(offers: readonly Offer[], wish: Wish): Choice | NoChoice {
  const ofProduct = offers.filter((offer) => isFor(offer, wish));
  if (ofProduct.length === 0) return { why: "nobody" };
  const counted = ofProduct.flatMap((offer) =>
    convertible(wish.product.unit, offer.unit) ? [{ offer, quantity: ordered(wish, offer.unit) }] : [],
  );
  const [nearest] = counted.map(({ offer }) => offer).toSorted((a, b) => a.minimum.cmp(b.minimum));
  if (nearest === undefined) return { why: "unit" };
  const valid = counted
    .filter(({ offer, quantity }) => isEnough(quantity, offer.minimum))
    .toSorted(byPreference);
  const [first] = valid;
  if (first === undefined) return { why: "minimum", nearest };
  const same = valid.filter(({ offer }) => offer.partner === first.offer.partner);
  const [best = first] = same.toSorted((a, b) => netPrice(a.offer, wish).cmp(netPrice(b.offer, wish)));
  const isHeld = heldQuantity(best.quantity, best.offer.unit.step) !== null;
  return isHeld ? best : { why: "decimals", nearest: best.offer };
}

function isFor(offer: Offer, { product, today, supplier }: Wish): boolean {
  return (
    (supplier === null || offer.partner === supplier) &&
    (offer.product === null ? offer.template === product.template : offer.product === product.id) &&
    (offer.from === null || offer.from <= today) &&
    (offer.until === null || offer.until >= today)
  );
}

/**
 * Returns whether a quantity reaches the minimum. Unit conversion may change the last digits of a quantity, so a quantity just
 * below the minimum counts as equal.
 */
const isEnough = (quantity: Decimal, minimum: Decimal) =>
  quantity.gte(minimum) || sameQuantity(quantity, minimum);

/**
 * Returns the quantity to order, in the vendor's unit. Vendors sell whole packs, so a quantity that was requested in another unit
 * is rounded up to whole units of the vendor.
 */
function ordered({ product, quantity, unit }: Wish, theirs: Unit): Decimal {
  const exact = convertQuantity(quantity, product.unit, theirs);
  return unit.id === theirs.id || unit.factor.eq(theirs.factor) ? exact : exact.toDecimalPlaces(6).ceil();
}

function byPreference({ offer: a }: Choice, { offer: b }: Choice): number {
  return a.sequence - b.sequence || b.minimum.cmp(a.minimum) || a.price.cmp(b.price) || a.id - b.id;
}

/** Returns the price of one stock unit of the product after the discount. */
function netPrice({ price, discount, unit }: Offer, { product }: Wish): Decimal {
  const net = price.times(new Decimal(100).minus(discount)).dividedBy(100);
  return net.times(product.unit.factor).dividedBy(unit.factor);
}
