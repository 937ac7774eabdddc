import type { Identifier, Item } from "../../documents/values.ts";
import type { Unknown } from "../flow.ts";
import { itemScheme, unitScheme } from "./crosswalk.ts";
import { unitEntry } from "./find-unit.ts";
import type { Units } from "./units.ts";

/**
 * The identifier schemes of an item in the order in which they are preferred for a proposed crosswalk entry. The sender's own
 * number is preferred, because senders always include it.
 */
const preferred = ["seller", "gtin", "maker", "ndc", "hibc", "buyer"];

/**
 * Returns the crosswalk entry to create for an unknown item as a property of a finding, or an empty object if the item has no
 * number.
 */
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

/** Returns the crosswalk entry to create for an unknown unit as a property of a finding. */
export function unknownUnit(code: string, units: Units): { readonly unknown: Unknown } {
  return { unknown: { model: "uom.uom", scheme: unitScheme, value: unitEntry(code, units) } };
}

/**
 * Returns the crosswalk entry to create for the first of these identifiers as a property of a finding, or an empty object if
 * there are none.
 */
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
