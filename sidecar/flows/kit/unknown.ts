import type { Identifier, Item } from "../../documents/values.ts";
import type { Unknown } from "../flow.ts";
import { itemScheme, unitScheme } from "./crosswalk.ts";
import { type Units, unitEntry } from "./units.ts";

/** Which of an item's numbers a person enters for it: what the sender calls it by is said of it every time. */
const preferred = ["seller", "gtin", "maker", "ndc", "hibc", "buyer"];

/** Gives the entry of the crosswalk that would say which product of ours an item is; nothing for one without a number. */
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

/** Gives the entry of the crosswalk that would say which unit of ours a code means. */
export function unknownUnit(code: string, units: Units): { readonly unknown: Unknown } {
  return { unknown: { model: "uom.uom", scheme: unitScheme, value: unitEntry(code, units) } };
}

/** Gives the entry of the crosswalk that would say which record of ours the first of these identifiers stands for. */
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
