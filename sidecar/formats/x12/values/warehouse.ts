import { Decimal } from "decimal.js";
import { code, element, segments } from "../../../codecs/x12/navigate.ts";
import type { X12Loop, X12Segment } from "../../../codecs/x12/types.ts";
import type { Identifier, Quantity } from "../../../documents/values.ts";
import type { Findings } from "../../mapping.ts";
import { warehouseDates } from "../codes/warehouse.ts";
import { say } from "../terms.ts";
import { decimalFromX12 } from "./amounts.ts";
import { codeAt, dateAt, elementName, type Place } from "./elements.ts";
import { goodsOf, type IdentifiedGoods } from "./goods.ts";
import { itemIdentifier } from "./identifiers.ts";

/** The positions of the numbers of an item in a segment of a warehouse: U.P.C. codes, and the qualifiers of other numbers. */
export type NumberPlaces = { readonly upcs: readonly number[]; readonly pairs: readonly number[] };

/** Returns the item of a warehouse document. Its description is in the G69 segments of the loop. */
export function warehouseGoods(
  from: X12Segment | undefined,
  { upcs, pairs }: NumberPlaces,
  loop: X12Loop,
): IdentifiedGoods {
  const ids = [
    ...upcs.flatMap((at): Identifier[] => {
      const number = element(from, at);
      return number === undefined ? [] : [itemIdentifier("UP", number)];
    }),
    ...pairs.flatMap((at): Identifier[] => {
      const [qualifier, number] = [code(from, at), element(from, at + 1)];
      return qualifier === undefined || number === undefined ? [] : [itemIdentifier(qualifier, number)];
    }),
  ];
  const texts = segments(loop, "G69").flatMap((g69) => element(g69, 1) ?? []);
  return goodsOf(ids, texts.length === 0 ? undefined : texts.join(" "));
}

/** Returns the first date (G62) with this meaning. */
export function warehouseDay(
  about: "shipped" | "arrival",
  from: readonly X12Segment[],
  place: Place,
): string | undefined {
  const dates = from.flatMap((g62) =>
    g62.id === "G62" && codeAt(g62, 1, warehouseDates, place) === about ? (dateAt(g62, 2, place) ?? []) : [],
  );
  return dates[0];
}

/**
 * Adds a finding if the quantities do not add up to the total in the first element of a segment, because part of the message may
 * have been lost. Quantities in different units cannot be added.
 */
export function checkTotal(
  from: X12Segment | undefined,
  quantities: readonly Quantity[],
  findings: Findings,
): void {
  const stated = element(from, 1);
  const total = stated === undefined ? undefined : decimalFromX12(stated);
  if (from === undefined || total === undefined || new Set(quantities.map(({ unit }) => unit)).size > 1)
    return;
  const counted = quantities.reduce((sum, { value }) => sum.plus(value), new Decimal(0));
  if (counted.eq(total)) return;
  const field = elementName(from, 1);
  const text = say("total-of-quantities-differs", {
    element: field,
    stated: total,
    counted: counted.toFixed(),
  });
  findings.add({ code: "SCHEMA_INVALID", field, text });
}
