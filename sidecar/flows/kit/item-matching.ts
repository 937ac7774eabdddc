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

/** Returns the entries whose products any of the identifiers identifies, in the order of the index. */
export type ItemIndex<Entry> = (ids: readonly Identifier[]) => readonly Entry[];

/**
 * Indexes entries by the numbers of their products, so that a document of thousands of lines is matched without comparing each
 * line with each entry. See `isNamedBy` for what identifies a product.
 */
export function indexItems<Entry>(
  entries: readonly Entry[],
  productOf: (entry: Entry) => NumberedProduct,
  crosswalk: Crosswalk,
): ItemIndex<Entry> {
  const positions = new Map<string, number[]>();
  entries.forEach((entry, position) => {
    for (const key of keysOf(productOf(entry))) {
      const known = positions.get(key);
      if (known) known.push(position);
      else positions.set(key, [position]);
    }
  });
  return (ids) => {
    const keys = ids.flatMap((id) => keysNaming(id, crosswalk));
    const found = new Set(keys.flatMap((key) => positions.get(key) ?? []));
    return [...found].sort((a, b) => a - b).map((position) => entries[position] as Entry);
  };
}

/**
 * Returns whether an identifier identifies the product because a crosswalk entry maps it to the product, or because it is the
 * product's barcode, a vendor's item number or our item number for it.
 */
export function isNamedBy(identifier: Identifier, product: NumberedProduct, crosswalk: Crosswalk): boolean {
  const keys = keysOf(product);
  return keysNaming(identifier, crosswalk).some((key) => keys.has(key));
}

/** Returns the texts of which one must be among those of an identifier (`keysNaming`) if it identifies the product. */
function keysOf({ id, code, barcodes, vendorCodes }: NumberedProduct): ReadonlySet<string> {
  return new Set([
    `product ${id}`,
    ...barcodes.map((barcode) => `gtin ${asGtin(barcode)}`),
    ...vendorCodes.map((vendorCode) => `seller ${folded(vendorCode)}`),
    ...(code === null ? [] : [`buyer ${folded(code)}`]),
  ]);
}

function keysNaming({ scheme, id }: Identifier, crosswalk: Crosswalk): string[] {
  const mapped = [scheme, itemScheme].flatMap((each) => crosswalk.find(each, id, "product.product") ?? []);
  const keys = mapped.map((product) => `product ${product}`);
  if (scheme === "gtin") keys.push(`gtin ${id}`);
  if (scheme === "seller" || scheme === "buyer") keys.push(`${scheme} ${folded(id)}`);
  return keys;
}

/** Returns whether an identifier is a GTIN equal to the barcode. */
export function isBarcode({ scheme, id }: Identifier, barcode: string): boolean {
  return scheme === "gtin" && asGtin(barcode) === id;
}

/** Returns a barcode with the 14 digits that GTINs have in documents. Barcodes may omit leading zeros. */
const asGtin = (barcode: string): string => barcode.padStart(14, "0");

/** Returns an item number for comparison. Case is ignored, because many systems store only capitals. */
const folded = (number: string): string => number.trim().toUpperCase();

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
