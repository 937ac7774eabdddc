import { code, element } from "../../../codecs/x12/navigate.ts";
import type { X12Segment } from "../../../codecs/x12/types.ts";
import type { Quantity } from "../../../documents/values.ts";
import { inventoryDates } from "../codes/inventory.ts";
import { say } from "../terms.ts";
import { codeAt, dateAt, decimalAt, elementName, type LinePlace, type Place, unitAt } from "./elements.ts";

/** The dates of a report, of an item or of a quantity. */
export type ReportDates = { readonly [Meaning in "start" | "end" | "day" | "expiry"]?: string };

/** Returns the dates in DTM segments by their meaning, and the first of several with the same meaning. */
export function datesOfReport(from: readonly X12Segment[], place: Place): ReportDates {
  const found: { -readonly [Meaning in keyof ReportDates]: ReportDates[Meaning] } = {};
  for (const dtm of from) {
    const meaning = codeAt(dtm, 1, inventoryDates, place);
    const date = dateAt(dtm, 2, place);
    if (meaning !== undefined && meaning !== "other" && date !== undefined) found[meaning] ??= date;
  }
  return found;
}

/** Returns a counted quantity with its unit. It may be negative, as a stock is in some books. A missing one is a finding. */
export function countedAt(
  from: X12Segment,
  [value, unit]: readonly [number, number],
  place: LinePlace,
): Quantity {
  const { findings, line } = place;
  const stated = decimalAt(from, value, place);
  const field = elementName(from, value);
  if (element(from, value) === undefined)
    findings.add({
      code: "SCHEMA_INVALID",
      line,
      field,
      text: say("quantity-missing", { line, element: field }),
    });
  const read = unitAt(from, unit, place);
  if (code(from, unit) === undefined)
    findings.add({
      code: "UNKNOWN_UNIT",
      line,
      field: "unit",
      text: say("quantity-without-unit", { line }),
    });
  return { value: stated ?? "0", unit: read ?? "" };
}
