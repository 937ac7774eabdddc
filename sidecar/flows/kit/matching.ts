import type { Identifier, Item } from "../../documents/values.ts";
import type { Finding } from "../flow.ts";
import type { Product, PurchaseLine } from "../purchasing/purchase-order.ts";
import { type Crosswalk, itemScheme } from "./crosswalk.ts";
import { listed } from "./findings.ts";
import { unknownItem } from "./unknown.ts";

/** A line of a partner's document as far as it says which order line it means. */
export type Claim = {
  /** How the partner calls the line. */
  readonly label: string;
  /** The order's line number as the partner repeats it. */
  readonly number: string | undefined;
  readonly ids: readonly Identifier[];
  /** What the partner calls the item in words. */
  readonly description?: string | undefined;
};

export type Match = { readonly line: PurchaseLine } | { readonly finding: Finding };

/** Schemes in which Odoo itself holds a product's numbers; others identify only through the crosswalk. */
const ownSchemes = new Set(["gtin", "seller", "buyer"]);

/**
 * Gives the order line that a partner's line means. Its number and its item numbers are checked against each other:
 * partners renumber lines, and a number alone would put an answer on the wrong item. Item numbers that clearly name the
 * product of another line win; those that name no product of the order are UNKNOWN_ITEM. Without item numbers the line
 * number decides alone.
 */
export function matchLine(claim: Claim, lines: readonly PurchaseLine[], crosswalk: Crosswalk): Match {
  const numbered = byNumber(claim.number, lines);
  const named = lines.filter(
    ({ product }) =>
      claim.ids.some((id) => names(id, product, crosswalk)) && !isOfAnother(claim, product, crosswalk),
  );
  if (numbered !== undefined && named.includes(numbered)) return { line: numbered };
  const [first, ...others] = named;
  if (first !== undefined) return others.length === 0 ? { line: first } : ambiguous(claim, named);
  const contradicts = claim.ids.some(({ scheme }) => ownSchemes.has(scheme));
  return numbered !== undefined && !contradicts ? { line: numbered } : notOnOrder(claim);
}

/** Our own number of another item is no slip of the partner's catalogue: it says that another item is meant. */
function isOfAnother({ ids }: Claim, product: Product, crosswalk: Crosswalk): boolean {
  const ours = ids.filter(({ scheme }) => scheme === "buyer");
  return product.code !== null && ours.length > 0 && !ours.some((id) => names(id, product, crosswalk));
}

/** Gives the line of that number alone, for a line whose item numbers are known to be of another item. */
export function byNumber(
  number: string | undefined,
  lines: readonly PurchaseLine[],
): PurchaseLine | undefined {
  if (number === undefined || !/^\d{1,9}$/.test(number)) return undefined;
  return lines.find((line) => line.number === Number(number));
}

/** Says whether an identifier is one of the product's: ours, the supplier's, a barcode, or entered in the crosswalk. */
function names({ scheme, id }: Identifier, product: Product, crosswalk: Crosswalk): boolean {
  if ([scheme, itemScheme].some((each) => crosswalk.find(each, id, "product.product") === product.id))
    return true;
  switch (scheme) {
    case "gtin":
      return product.barcodes.some(({ barcode }) => barcode.padStart(14, "0") === id);
    case "seller":
      return product.supplierCodes.some((code) => sameCode(code, id));
    case "buyer":
      return product.code !== null && sameCode(product.code, id);
    default:
      return false;
  }
}

/** Item numbers are compared without regard to case: many partners' systems hold capitals only. */
function sameCode(ours: string, theirs: string): boolean {
  return ours.trim().toUpperCase() === theirs.trim().toUpperCase();
}

function ambiguous(claim: Claim, named: readonly PurchaseLine[]): Match {
  const numbers = listed(named.map(({ number }) => String(number)));
  return {
    finding: {
      code: "AMBIGUOUS_MATCH",
      line: claim.label,
      field: "item",
      ours: numbers,
      theirs: described(claim),
      text: `Line ${claim.label} may be any of the order's lines ${numbers}.`,
    },
  };
}

function notOnOrder(claim: Claim): Match {
  const theirs = described(claim);
  const { description } = claim;
  const item: Item = { ids: [...claim.ids], ...(description === undefined ? {} : { description }) };
  return {
    finding: {
      code: "UNKNOWN_ITEM",
      line: claim.label,
      item: theirs,
      field: "item",
      theirs,
      text:
        theirs === ""
          ? `Line ${claim.label} is no line of the order, and it names no item.`
          : `Line ${claim.label} names an item (${theirs}) that is not on the order.`,
      ...unknownItem(item),
    },
  };
}

/** How people call the numbers of an item. */
const schemeNames: Readonly<Record<string, string>> = {
  seller: "supplier's number",
  buyer: "our number",
  maker: "maker's number",
  gtin: "GTIN",
  ndc: "NDC",
  hibc: "HIBC",
};

/** Gives the identifiers for reading: "supplier's number HM-10040, GTIN 00036000291452". */
export function described({ ids }: { readonly ids: readonly Identifier[] }): string {
  return ids.map(({ scheme, id }) => `${schemeNames[scheme] ?? scheme} ${id}`).join(", ");
}
