import { Decimal } from "decimal.js";
import type { Identifier } from "../../documents/values.ts";
import type { Unknown } from "../flow.ts";
import type { Crosswalk } from "./crosswalk.ts";
import { isOwnWord, unitCode } from "./unit-codes.ts";
import { unknownItem } from "./unknown.ts";

/**
 * The scheme for the units of one item. Its values consist of the partner's item number and unit code ("HM-10041 C62"). An entry
 * says what the partner means by the code for this item, so that the unit is not asked about again.
 */
export const itemUnitScheme = "item-unit";

const written = (code: string): string => (isOwnWord(code) ? code : unitCode(code));
const entryOf = (item: string, code: string): string => `${item} ${written(code)}`;

/** Returns the values to look up in the crosswalk for the units of an item. */
export function itemUnitValues(ids: readonly Identifier[], codes: readonly string[]): string[] {
  return ids.flatMap(({ id }) => codes.map((code) => entryOf(id, code)));
}

/** Returns the units that a person has chosen for an item, as a map from unit code to unit ID. */
export function unitsOfItem(
  ids: readonly Identifier[],
  crosswalk: Pick<Crosswalk, "all">,
): ReadonlyMap<string, number> {
  const entries = [...crosswalk.all(itemUnitScheme, "uom.uom")];
  return new Map(
    ids.flatMap(({ id }) =>
      entries.flatMap(([value, unit]) =>
        value.startsWith(`${id} `) ? [[value.slice(id.length + 1), unit] as const] : [],
      ),
    ),
  );
}

/** Returns whether a person has chosen the unit that a code stands for on this line. */
export function isChosen(code: string, { chosen }: { readonly chosen?: ReadonlySet<string> }): boolean {
  return chosen?.has(written(code)) ?? false;
}

/**
 * Returns the crosswalk entry to create for a unit of an item as a property of a finding, or an empty object if the partner states
 * no number for the item.
 */
export function unknownItemUnit(
  ids: readonly Identifier[],
  code: string,
  name: string,
): { readonly unknown?: Unknown } {
  const { unknown } = unknownItem({ ids: [...ids] });
  if (unknown === undefined) return {};
  return { unknown: { model: "uom.uom", scheme: itemUnitScheme, value: entryOf(unknown.value, code), name } };
}

/**
 * Returns whether the partner probably means our unit: the number as the partner states it is closer to ours than the converted
 * one, as a ratio. For example, a price of 13 per piece for a box of 100 at 12.50 would be 1,300 per box.
 */
export function fitsWithoutConversion(ours: Decimal, stated: Decimal, converted: Decimal): boolean {
  if (!ours.gt(0) || !stated.gt(0) || !converted.gt(0)) return false;
  const ratio = (value: Decimal) => Decimal.max(value.dividedBy(ours), ours.dividedBy(value));
  return ratio(stated).lt(ratio(converted));
}
