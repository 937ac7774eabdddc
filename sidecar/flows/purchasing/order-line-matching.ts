import type { Identifier, Item } from "../../documents/values.ts";
import type { Finding } from "../flow.ts";
import type { Crosswalk } from "../kit/crosswalk.ts";
import { codesOf, indexItems, isNamedBy, itemNumbers, type NumberedProduct } from "../kit/item-matching.ts";
import { unknownItem } from "../kit/unknown.ts";
import type { Product, PurchaseLine } from "./purchase-order.ts";
import { say } from "./terms.ts";

/** The parts of a line in a partner's document that identify its order line. */
export type Claim = {
  /** The number by which texts for users refer to the partner's line: its own number or, if it has none, its position. */
  readonly label: string;
  /** Our order line number as the partner restates it. Undefined if the partner omits it. */
  readonly number: string | undefined;
  readonly ids: readonly Identifier[];
  /** The partner's description of the item. */
  readonly description?: string | undefined;
};

/** The order line that a partner's line refers to, or the finding that explains why it could not be determined. */
export type Match = { readonly line: PurchaseLine } | { readonly finding: Finding };

/**
 * The identifier schemes of numbers that Odoo stores for products. Numbers in other schemes identify a product only through the
 * crosswalk.
 */
const ownSchemes = new Set(["gtin", "seller", "buyer"]);

/** The lines of an order, prepared for matching the lines of a partner's document. */
export type LineMatcher = {
  /**
   * Returns the order line that a partner's line refers to, or a finding. The line number and the item numbers are checked
   * against each other, because partners renumber lines, so that the line number alone could lead to the wrong item. Item numbers
   * that identify the product of exactly one other line take precedence; if they match several lines, or no product of the order,
   * the result is a finding. If there are no item numbers in `ownSchemes`, the line number is used.
   */
  readonly match: (claim: Claim) => Match;
  /** Returns the order line with this number, or undefined if there is none. Does not compare the items. */
  readonly byNumber: (number: string | undefined) => PurchaseLine | undefined;
};

/** Prepares the lines of an order for matching. */
export function lineMatcher(lines: readonly PurchaseLine[], crosswalk: Crosswalk): LineMatcher {
  const byItem = indexItems(lines, ({ product }) => numbered(product), crosswalk);
  // If a number occurs more than once, the first line has it.
  const numbers = new Map(lines.toReversed().map((line) => [line.number, line]));
  const byNumber = (number: string | undefined) =>
    number !== undefined && /^\d{1,9}$/.test(number) ? numbers.get(Number(number)) : undefined;
  const isMeant = (claim: Claim) => (line: PurchaseLine) =>
    isNamed(claim, line.product, crosswalk) && !isOfAnother(claim, line.product, crosswalk);
  const match = (claim: Claim): Match => {
    const own = byNumber(claim.number);
    if (own !== undefined && isMeant(claim)(own)) return { line: own };
    const named = byItem(claim.ids).filter(isMeant(claim));
    const [first, ...others] = named;
    if (first !== undefined) return others.length === 0 ? { line: first } : ambiguous(claim, named);
    const contradicts = claim.ids.some(({ scheme }) => ownSchemes.has(scheme));
    return own !== undefined && !contradicts ? { line: own } : notOnOrder(claim);
  };
  return { match, byNumber };
}

function isNamed({ ids }: Pick<Claim, "ids">, product: Product, crosswalk: Crosswalk): boolean {
  return ids.some((id) => isNamedBy(id, numbered(product), crosswalk));
}

function numbered(product: Product): NumberedProduct {
  return { ...product, barcodes: product.barcodes.map(({ barcode }) => barcode) };
}

/**
 * Returns whether the claim contains our item number of an item other than the product. If so, the claim refers to that other
 * item, even if a number of the partner's matches the product.
 */
function isOfAnother({ ids }: Claim, product: Product, crosswalk: Crosswalk): boolean {
  const ours = ids.filter(({ scheme }) => scheme === "buyer");
  return product.code !== null && ours.length > 0 && !isNamed({ ids: ours }, product, crosswalk);
}

function ambiguous({ label, ids }: Claim, named: readonly PurchaseLine[]): Match {
  const numbers = named.map(({ number }) => String(number));
  const text = say("line-ambiguous", { line: label, lines: { all: numbers } });
  const [ours, theirs] = [numbers.join(", "), codesOf(ids)];
  return { finding: { code: "AMBIGUOUS_MATCH", line: label, field: "item", ours, theirs, text } };
}

function notOnOrder({ label: line, ids, description }: Claim): Match {
  const theirs = codesOf(ids);
  const item: Item = { ids: [...ids], ...(description === undefined ? {} : { description }) };
  const text =
    ids.length === 0
      ? say("line-not-on-order", { line })
      : say("item-not-on-order", { line, item: itemNumbers(ids) });
  return {
    finding: { code: "UNKNOWN_ITEM", line, item: theirs, field: "item", theirs, text, ...unknownItem(item) },
  };
}
