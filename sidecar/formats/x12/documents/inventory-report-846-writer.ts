import type { InventoryReport } from "../../../documents/inventory-report.ts";
import type { MappingFinding } from "../../mapping.ts";
import { stockQuantities } from "../codes/inventory.ts";
import type { Written } from "../mapper.ts";
import type { X12Options } from "../options.ts";
import { dateToX12 } from "../values/dates.ts";
import { descriptionSegments, itemNumbers, partySegments } from "../values/written.ts";
import {
  codeFor,
  dayWith,
  linSegments,
  notContained,
  problemWith,
  unitFindings,
  writtenQuantity,
} from "../values/written-goods.ts";

type Line = InventoryReport["lines"][number];

/**
 * Writes a report of stock as the segments of an X12 846 (4010 and 5010) between ST and SE. A unit without an X12 code, quantities
 * that were sold or returned, and several lots in a line are a problem, because an 846 cannot contain them.
 */
export function writeInventoryAdvice846(report: InventoryReport, options: X12Options): Written {
  const found = problemWith(
    report.lines.flatMap((line, index) => lineFindings(line, line.id ?? String(index + 1), options)),
  );
  if (found !== undefined) return found;
  const { seller, buyer, place } = report;
  const segments = [
    ["BIA", "00", "SI", report.id, dateToX12(report.issueDate)],
    ...dayWith("090", report.startDate),
    ...dayWith("091", report.endDate),
    ...(place === undefined ? [] : partySegments("WH", place)),
    ...(seller === undefined ? [] : partySegments("SE", seller)),
    ...(buyer === undefined ? [] : partySegments("BY", buyer)),
    ...report.lines.flatMap((line) => lineSegments(line, options)),
    ["CTT", String(report.lines.length)],
  ];
  return { segments };
}

const lotsIn = ({ quantities }: Line) => new Set(quantities.map(({ lot }) => JSON.stringify(lot ?? null)));

function lineFindings(line: Line, name: string, options: X12Options): MappingFinding[] {
  const moved = line.quantities.some(({ kind }) => kind === "sold" || kind === "returned");
  return [
    ...unitFindings(
      name,
      line.quantities.map(({ quantity }) => quantity),
    ),
    ...(lotsIn(line).size > 1 ? [notContained(name, "lot", "846")] : []),
    ...(itemNumbers(line.item, options).length === 0 ? [notContained(name, "item", "846")] : []),
    ...(moved ? [notContained(name, "quantity", "846")] : []),
  ];
}

/** Returns the segments of a line. Its place follows its quantities. */
function lineSegments(line: Line, options: X12Options): string[][] {
  const lot = line.quantities[0]?.lot;
  return [
    ...linSegments(line.id, line.item, { LT: lot?.number }, options),
    ...descriptionSegments(line.item, options),
    ...dayWith("036", lot?.expiry),
    ...line.quantities.flatMap(({ kind, quantity, date }) => [
      ["QTY", codeFor(stockQuantities, kind), ...writtenQuantity(quantity)],
      ...dayWith("018", date),
    ]),
    ...(line.place === undefined ? [] : partySegments("WH", line.place)),
  ];
}
