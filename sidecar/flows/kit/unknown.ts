import type { Identifier, Item } from "../../documents/values.ts";
import type { Unknown } from "../flow.ts";
import { itemScheme, unitScheme } from "./crosswalk.ts";
import { unitEntry } from "./find-unit.ts";
import type { Units } from "./units.ts";

/**
 * The identifier schemes of an item in order of preference, of which the first present one is proposed for the crosswalk. The
 * sender's own number is preferred, because it is always sent.
 */
const preferred = ["seller", "gtin", "maker", "ndc", "hibc", "buyer"];

/** Returns the crosswalk entry that an item lacks, or an empty object for an item without a number. */
export function unknownItem({ ids, description }: Item): { readonly unknown?: Unknown } {
  const [first] = ids.toSorted((a, b) => rank(a) - rank(b));
  if (first === undefined) return {};
  const name = description === undefined ? {} : { name: description };
  return { unknown: { model: "product.product", scheme: itemScheme, value: first.id, ...name, ids } };
}

function rank({ scheme }: Identifier): number {
  const at = preferred.indexOf(scheme);
  return at === -1 ? preferred.length : at;
}

/** Returns the crosswalk entry that a unit lacks. */
export function unknownUnit(code: string, units: Units): { readonly unknown: Unknown } {
  return { unknown: { model: "uom.uom", scheme: unitScheme, value: unitEntry(code, units) } };
}

/** Returns the crosswalk entry that the first of these identifiers lacks, or an empty object if there are none. */
export function unknownRecord(
  model: Unknown["model"],
  scheme: string,
  ids: readonly { readonly id: string }[],
  name?: string,
): { readonly unknown?: Unknown } {
  const [first] = ids;
  if (first === undefined) return {};
  return { unknown: { model, scheme, value: first.id, ...(name === undefined ? {} : { name }) } };
}
