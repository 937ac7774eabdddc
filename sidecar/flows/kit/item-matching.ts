import type { Identifier } from "../../documents/values.ts";
import type { Term, TermValue } from "../../terms/term.ts";
import { type Crosswalk, itemScheme } from "./crosswalk.ts";
import { say } from "./terms.ts";

/** A product with the numbers by which a partner may identify it. */
export type NumberedProduct = {
  readonly id: number;
  /** Our own item number (internal reference), or null if the product has none. */
  readonly code: string | null;
  readonly barcodes: readonly string[];
  /** The partner's item numbers for the product. */
  readonly vendorCodes: readonly string[];
};

/**
 * Returns whether an identifier identifies the product because a crosswalk entry maps it to the product, or because it is the
 * product's barcode, a vendor's item number or our item number for it.
 */
export function isNamedBy(identifier: Identifier, product: NumberedProduct, crosswalk: Crosswalk): boolean {
  const { scheme, id } = identifier;
  if ([scheme, itemScheme].some((each) => crosswalk.find(each, id, "product.product") === product.id))
    return true;
  switch (scheme) {
    case "gtin":
      return product.barcodes.some((barcode) => isBarcode(identifier, barcode));
    case "seller":
      return product.vendorCodes.some((code) => sameCode(code, id));
    case "buyer":
      return product.code !== null && sameCode(product.code, id);
    default:
      return false;
  }
}

/** Returns whether an identifier is a GTIN equal to the barcode. GTINs have 14 digits here; barcodes may omit leading zeros. */
export function isBarcode({ scheme, id }: Identifier, barcode: string): boolean {
  return scheme === "gtin" && barcode.padStart(14, "0") === id;
}

/** Returns whether two item numbers are equal. Case is ignored, because many systems store only capitals. */
function sameCode(ours: string, theirs: string): boolean {
  return ours.trim().toUpperCase() === theirs.trim().toUpperCase();
}

type Ids = readonly { readonly id: string }[];

/** Returns the values of identifiers as one text, for display next to our value: "HM-10040, 00036000291452". */
export function codesOf(ids: Ids): string {
  return ids.map(({ id }) => id).join(", ");
}

/**
 * Returns the numbers of an item as a parameter of a term, which reads for example "vendor item number HM-10040 and GTIN
 * 00036000291452".
 */
export function itemNumbers(ids: readonly Identifier[]): TermValue {
  return { all: ids.map(itemNumber) };
}

function itemNumber({ scheme, id: number }: Identifier): Term {
  switch (scheme) {
    case "seller":
    case "buyer":
    case "maker":
    case "gtin":
    case "ndc":
    case "hibc":
      return say(`item-number-${scheme}`, { number });
    default:
      return say("item-number-other", { scheme, number });
  }
}
