import { Decimal } from "decimal.js";
import type { DespatchAdvice } from "../../../../documents/despatch-advice.ts";
import type { TracedLot } from "../../../../documents/lots.ts";
import type { MappingFinding } from "../../../mapping.ts";
import { advicePurposes, shippedLineStatuses } from "../../codes/shipments.ts";
import type { Written } from "../../mapper.ts";
import type { X12Options } from "../../options.ts";
import { decimalToX12 } from "../../values/amounts.ts";
import { dateToX12 } from "../../values/dates.ts";
import { descriptionSegments, partySegments } from "../../values/written.ts";
import {
  carrierSegments,
  codeFor,
  dayWith,
  isAll,
  linSegments,
  lotDates,
  lotReferences,
  notContained,
  problemWith,
  referenceWith,
  unitFindings,
  writtenQuantity,
} from "../../values/written-goods.ts";
import { type Level, levelTree } from "./written-levels.ts";

type Line = DespatchAdvice["lines"][number];
type Package = NonNullable<DespatchAdvice["packages"]>[number];

/**
 * Writes a despatch advice as the segments of an X12 856 (4010 and 5010) between ST and SE: BSN, an HL loop for each level, and CTT
 * with the number of levels and the total of the quantities. A unit without an X12 code, and goods whose packages cannot be expressed
 * as levels, are a problem.
 */
export function writeDespatchAdvice856(advice: DespatchAdvice, options: X12Options): Written {
  const tree = levelTree(advice);
  const findings = advice.lines.flatMap((line, index) => lineFindings(line, line.id ?? String(index + 1)));
  const found = problemWith("problems" in tree ? [...findings, ...tree.problems] : findings);
  if (found !== undefined) return found;
  if ("problems" in tree) return { problem: { code: "SCHEMA_INVALID", findings: tree.problems } };
  const purpose = codeFor(advicePurposes, advice.purpose ?? "original");
  const levels = tree.levels.flatMap((level) => [hlOf(level), ...levelSegments(level, advice, options)]);
  const shipped = levels.flatMap(([id, , quantity]) => (id === "SN1" ? [quantity ?? "0"] : []));
  const total = shipped.reduce((sum, quantity) => sum.plus(quantity), new Decimal(0));
  const segments = [
    // The time (BSN04) is mandatory, but the document contains none.
    ["BSN", purpose, advice.id, dateToX12(advice.issueDate), "0000", tree.structure],
    ...levels,
    ["CTT", String(tree.levels.length), decimalToX12(total.toFixed())],
  ];
  return { segments };
}

function lineFindings(line: Line, name: string): MappingFinding[] {
  const lots = line.lots ?? [];
  const inLots = lots.map(({ quantity }) => quantity);
  const isSplit = lots.length > 1;
  const unclear =
    isSplit && lots.some(({ number, quantity }) => number === undefined || quantity === undefined);
  return [
    ...unitFindings(name, [line.quantity, line.orderedQuantity, ...inLots]),
    ...unitFindings(
      name,
      (line.packedIn ?? []).map(({ quantity }) => quantity),
    ),
    ...(unclear || (isSplit && lots.some(({ serials }) => serials !== undefined))
      ? [notContained(name, "lot", "856")]
      : []),
  ];
}

/** Returns whether the lots of a line are loads (CLD) of their own, because none of them is all of the goods. */
const hasLoads = ({ lots = [], quantity }: Line): boolean => {
  const [first, ...others] = lots;
  return first !== undefined && (others.length > 0 || !isAll(first.quantity, quantity));
};

const hlOf = ({ number, parent, code, hasChildren }: Level): string[] => [
  "HL",
  String(number),
  parent === undefined ? "" : String(parent),
  code,
  hasChildren ? "1" : "0",
];

function levelSegments({ of }: Level, advice: DespatchAdvice, options: X12Options): string[][] {
  if ("line" in of) return itemSegments(of.line, options);
  if ("package" in of) return packageSegments(of.package, of.quantity);
  if ("order" in of) return [["PRF", of.order]];
  return shipmentSegments(advice);
}

function shipmentSegments(advice: DespatchAdvice): string[][] {
  const { seller, buyer, shipFrom, deliverTo } = advice;
  return [
    ...carrierSegments(advice.carrier),
    ...referenceWith("BM", advice.billOfLading),
    ...referenceWith("VN", advice.sellerReference),
    ...(advice.trackingNumbers ?? []).flatMap((number) => referenceWith("2I", number)),
    ...dayWith("011", advice.shippedDate),
    ...dayWith("017", advice.estimatedDate),
    ...(seller === undefined ? [] : partySegments("SE", seller)),
    ...(buyer === undefined ? [] : partySegments("BY", buyer)),
    ...(shipFrom === undefined ? [] : partySegments("SF", shipFrom)),
    ...(deliverTo === undefined ? [] : partySegments("ST", deliverTo)),
  ];
}

function packageSegments(
  { sscc, trackingNumber }: Package,
  quantity: Line["quantity"] | undefined,
): string[][] {
  return [
    ...(quantity === undefined ? [] : [["SN1", "", ...writtenQuantity(quantity)]]),
    ...(sscc === undefined ? [] : [["MAN", "GM", `00${sscc}`]]),
    ...(trackingNumber === undefined ? [] : [["MAN", "CP", trackingNumber]]),
  ];
}

function itemSegments(line: Line, options: X12Options): string[][] {
  const { lots = [], orderedQuantity, rest } = line;
  const loads = hasLoads(line) ? lots : [];
  const only = loads.length === 0 ? lots[0] : undefined;
  const status = rest === undefined ? [] : [codeFor(shippedLineStatuses, rest)];
  const ordered = orderedQuantity === undefined ? [] : writtenQuantity(orderedQuantity);
  const after =
    status.length === 0 ? ordered : [...(ordered.length === 0 ? ["", ""] : ordered), "", ...status];
  return [
    ...linSegments(line.id, line.item, { PL: line.orderLineReference }, options),
    ["SN1", "", ...writtenQuantity(line.quantity), ...(after.length === 0 ? [] : ["", ...after])],
    ...descriptionSegments(line.item, options),
    ...lotReferences(only),
    ...loads.flatMap(loadSegments),
    ...lotDates(only),
  ];
}

/** Returns the load (CLD) of one of several lots: a single load of its quantity, with its expiry date. */
function loadSegments({ number, expiry, quantity }: TracedLot): string[][] {
  return [
    ["CLD", "1", decimalToX12(quantity?.value ?? "0")],
    ...referenceWith("LT", number),
    ...(expiry === undefined ? [] : [["DTP", "036", "D8", dateToX12(expiry)]]),
  ];
}
