import { Decimal } from "decimal.js";
import type { TracedLot } from "../../../documents/lots.ts";
import type { Item, Party, Quantity } from "../../../documents/values.ts";
import { type MappingFinding, type Problem, problem } from "../../mapping.ts";
import type { CodeTable } from "../../shared/code-table.ts";
import { carrierQualifiers } from "../codes/shipments.ts";
import type { X12Options } from "../options.ts";
import { say } from "../terms.ts";
import { decimalToX12 } from "./amounts.ts";
import { dateToX12 } from "./dates.ts";
import { unitToX12 } from "./units.ts";
import { itemNumbers, plainText, unknownUnit } from "./written.ts";

/** Segments and checks that our advices and reports about goods have in common. */

/** Returns the first code of a table with this meaning. The table must contain one. */
export function codeFor<Meaning>(table: CodeTable<Meaning>, meaning: Meaning): string {
  const found = Object.entries(table.codes).find(([, one]) => one === meaning);
  if (found === undefined) throw new Error(`Element ${table.element} has no code for ${String(meaning)}.`);
  return found[0];
}

/** Returns a quantity as its two elements: the value and the unit, which must have an X12 code. */
export const writtenQuantity = ({ value, unit }: Quantity): [value: string, unit: string] => [
  decimalToX12(value),
  unitToX12(unit) ?? "",
];

/** Returns whether a part, such as a lot, is all of the goods: its quantity is not stated, or the same. */
export const isAll = (part: Quantity | undefined, { value, unit }: Quantity): boolean =>
  part === undefined || (part.unit === unit && new Decimal(part.value).eq(value));

/** Returns a finding for each quantity of a line whose unit has no X12 code. */
export function unitFindings(line: string, quantities: readonly (Quantity | undefined)[]): MappingFinding[] {
  return quantities.flatMap((quantity) =>
    quantity === undefined || unitToX12(quantity.unit) !== undefined
      ? []
      : [unknownUnit(line, quantity.unit)],
  );
}

/** Returns the finding for a line with more of something than the transaction set can contain. */
export const notContained = (
  line: string,
  field: "item" | "lot" | "serial" | "package" | "quantity" | "deviation",
  set: string,
): MappingFinding => ({
  code: "SCHEMA_INVALID",
  line,
  field,
  text: say(`${field}-not-written`, { line, set }),
});

/** Returns the problem with these findings, or undefined if there is none. */
export function problemWith(findings: readonly MappingFinding[]): { readonly problem: Problem } | undefined {
  const [first, ...others] = findings;
  return first === undefined ? undefined : problem([first, ...others]);
}

/** Returns the DTM segment of a date, or an empty list if there is no date. */
export const dayWith = (qualifier: string, date: string | undefined): string[][] =>
  date === undefined ? [] : [["DTM", qualifier, dateToX12(date)]];

/** Returns the REF segment of a number, or an empty list if there is no number. */
export const referenceWith = (qualifier: string, number: string | undefined): string[][] =>
  number === undefined ? [] : [["REF", qualifier, number]];

/** Returns the LIN segment of an item with its order and order line, or an empty list if no number has an X12 qualifier. */
export function linSegments(
  id: string | undefined,
  item: Item,
  others: Readonly<Record<string, string | undefined>>,
  options: X12Options,
): string[][] {
  const numbers = [
    ...itemNumbers(item, options),
    ...Object.entries(others).flatMap(([qualifier, number]) =>
      number === undefined ? [] : [qualifier, number],
    ),
  ];
  return numbers.length === 0 ? [] : [["LIN", id ?? "", ...numbers]];
}

/** Returns the REF segments of a lot and its serial numbers. */
export const lotReferences = (lot: TracedLot | undefined): string[][] => [
  ...referenceWith("LT", lot?.number),
  ...(lot?.serials ?? []).map((serial) => ["REF", "SE", serial]),
];

/** Returns the DTM segments of the dates of a lot. */
export const lotDates = (lot: TracedLot | undefined): string[][] => [
  ...dayWith("036", lot?.expiry),
  ...dayWith("094", lot?.made),
];

/** Returns the TD5 segment of a carrier, or an empty list if there is none. */
export function carrierSegments(carrier: Party | undefined): string[][] {
  if (carrier === undefined) return [];
  const [id] = carrier.ids.flatMap(({ scheme, id: number }) => {
    const qualifier = Object.entries(carrierQualifiers.codes).find(([, meaning]) => meaning === scheme)?.[0];
    return qualifier === undefined ? [] : [[qualifier, number]];
  });
  const name = plainText(carrier.name ?? "", 35);
  if (id === undefined && name === "") return [];
  return [["TD5", "", ...(id ?? ["", ""]), "", ...(name === "" ? [] : [name])]];
}
