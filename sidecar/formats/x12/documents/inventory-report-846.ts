import { element, loops, segment, segments } from "../../../codecs/x12/navigate.ts";
import type { X12Loop, X12Segment, X12Transaction } from "../../../codecs/x12/types.ts";
import { type InventoryReport, inventoryReport } from "../../../documents/inventory-report.ts";
import { collectFindings, type Findings, type Mapped, mappedUnless, validator } from "../../mapping.ts";
import { inventoryTypes, reportPurposes, stockQuantities } from "../codes/inventory.ts";
import { say } from "../terms.ts";
import {
  checkLineCount,
  codeAt,
  dateAt,
  descriptionOf,
  flatten,
  type LinePlace,
  partyOf,
  statedLineCount,
} from "../values/elements.ts";
import { identifiedGoods, referencesIn } from "../values/goods.ts";
import { countedAt, datesOfReport } from "../values/inventory.ts";

const toInventoryReport = validator(inventoryReport);

type Line = InventoryReport["lines"][number];
type Quantity = Line["quantities"][number];

/**
 * Maps an X12 846 (versions 4010 and 5010) to a canonical inventory report. If it cannot be mapped, the problem is SCHEMA_INVALID,
 * UNKNOWN_UNIT, or UNSUPPORTED_DOCUMENT if a code is not supported, such as the type of an inquiry. Planned deliveries (SCH) are not
 * read.
 */
export function mapInventoryAdvice({ root }: X12Transaction): Mapped<InventoryReport> {
  const findings = collectFindings();
  const bia = segment(root, "BIA");
  codeAt(bia, 1, reportPurposes, { findings });
  codeAt(bia, 2, inventoryTypes, { findings });
  const issueDate = dateAt(bia, 4, { findings });
  const dates = datesOfReport(segments(root, "DTM"), { findings });
  const lines = loops(root, "LIN").map((loop, index) => mapLine(loop, index, findings));
  const stated = statedLineCount(flatten(root, ["LIN"]));
  checkLineCount(stated, lines.length, findings);
  return mappedUnless(findings, () =>
    toInventoryReport({
      type: "InventoryReport",
      id: element(bia, 3),
      kind: "stock",
      issueDate,
      startDate: dates.start,
      endDate: dates.end,
      seller: partyOf(root, ["SE", "SU", "VN"]),
      buyer: partyOf(root, ["BY", "BT"]),
      place: partyOf(root, ["WH", "SF", "LC"]),
      lines,
      statedLineCount: stated,
    }),
  );
}

function mapLine(loop: X12Loop, index: number, findings: Findings): Line {
  const lin = segment(loop, "LIN");
  const id = element(lin, 1);
  const place = { findings, line: id ?? String(index + 1) };
  const goods = identifiedGoods(lin, 2, descriptionOf(loop.segments));
  const { expiry } = datesOfReport(segments(loop, "DTM"), place);
  const [number, ...others] = new Set([...goods.lots, ...referencesIn(loop.segments, ["LT", "BT"])]);
  if (others.length > 0)
    findings.add({
      code: "SCHEMA_INVALID",
      line: place.line,
      field: "lot",
      text: say("lots-without-quantities", { line: place.line }),
    });
  const lot = number === undefined ? {} : { lot: { number, ...(expiry === undefined ? {} : { expiry }) } };
  return {
    id,
    item: goods.item,
    place: partyOf(loop, ["WH", "SF", "LC"]),
    quantities: loops(loop, "QTY").flatMap((qty) =>
      quantityIn(qty, place).map((each) => ({ ...each, ...lot })),
    ),
  };
}

function quantityIn(loop: X12Loop, place: LinePlace): Quantity[] {
  const qty: X12Segment | undefined = segment(loop, "QTY");
  const kind = codeAt(qty, 1, stockQuantities, place);
  const { day } = datesOfReport(segments(loop, "DTM"), place);
  if (qty === undefined || kind === undefined) return [];
  const quantity = countedAt(qty, [2, 3], place);
  return [{ kind, quantity, ...(day === undefined ? {} : { date: day }) }];
}
