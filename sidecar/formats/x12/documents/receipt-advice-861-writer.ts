import type { ReceiptAdvice } from "../../../documents/receipt-advice.ts";
import type { MappingFinding } from "../../mapping.ts";
import { receiptTypes, receivingConditions } from "../codes/receipts.ts";
import { advicePurposes } from "../codes/shipments.ts";
import type { Written } from "../mapper.ts";
import type { X12Options } from "../options.ts";
import { dateToX12 } from "../values/dates.ts";
import { descriptionSegments, partySegments } from "../values/written.ts";
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
} from "../values/written-goods.ts";

type Line = ReceiptAdvice["lines"][number];
type Deviation = NonNullable<Line["deviations"]>[number];

/** An RCD has five quantities in question, and its loop twelve REF. */
const MOST_IN_QUESTION = 5;
const MOST_REFERENCES = 12;

/**
 * Writes a receipt advice as the segments of an X12 861 (4010 and 5010) between ST and SE. A unit without an X12 code and a line that
 * an 861 cannot contain, such as one with several lots, are a problem.
 */
export function writeReceivingAdvice861(advice: ReceiptAdvice, options: X12Options): Written {
  const found = problemWith(advice.lines.flatMap((line, index) => lineFindings(line, nameOf(line, index))));
  if (found !== undefined) return found;
  const { seller, buyer, deliverTo } = advice;
  const segments = [
    [
      "BRA",
      advice.id,
      dateToX12(advice.issueDate),
      codeFor(advicePurposes, advice.purpose ?? "original"),
      codeFor(receiptTypes, "receipt"),
    ],
    ...referenceWith("SI", advice.despatchReference),
    // An 861 needs a date, if only that of its creation.
    ...(advice.receivedDate === undefined
      ? dayWith("097", advice.issueDate)
      : dayWith("050", advice.receivedDate)),
    ...(advice.orderReference === undefined ? [] : [["PRF", advice.orderReference]]),
    ...carrierSegments(advice.carrier),
    ...(seller === undefined ? [] : partySegments("SE", seller)),
    ...(buyer === undefined ? [] : partySegments("BY", buyer)),
    ...(deliverTo === undefined ? [] : partySegments("ST", deliverTo)),
    ...advice.lines.flatMap((line) => lineSegments(line, options)),
    ["CTT", String(advice.lines.length)],
  ];
  return { segments };
}

const nameOf = ({ id }: Line, index: number): string => id ?? String(index + 1);

/** A returned quantity has a place of its own (RCD04), unless its reason is stated by a code. */
const isReturned = ({ kind, code }: Deviation): boolean => kind === "rejected" && code === undefined;

function lineFindings(line: Line, name: string): MappingFinding[] {
  const { deviations = [], lots = [] } = line;
  const returned = deviations.filter(isReturned);
  const references = lots.flatMap((lot) => lotReferences(lot));
  return [
    ...unitFindings(name, [line.received, ...deviations.map(({ quantity }) => quantity)]),
    ...(lots.length > 1 || !isAll(lots[0]?.quantity, line.received)
      ? [notContained(name, "lot", "861")]
      : []),
    ...(lots.length === 1 && references.length > MOST_REFERENCES
      ? [notContained(name, "serial", "861")]
      : []),
    ...(returned.length > 1 || deviations.length - returned.length > MOST_IN_QUESTION
      ? [notContained(name, "deviation", "861")]
      : []),
  ];
}

function lineSegments(line: Line, options: X12Options): string[][] {
  const { deviations = [], lots: [lot] = [] } = line;
  const returned = deviations.find(isReturned);
  return [
    [
      "RCD",
      line.id ?? "",
      ...writtenQuantity(line.received),
      ...(returned === undefined ? ["", ""] : writtenQuantity(returned.quantity)),
      ...deviations
        .filter((each) => each !== returned)
        .flatMap((each) => [...writtenQuantity(each.quantity), conditionOf(each)]),
    ],
    ...linSegments(undefined, line.item, { PL: line.orderLineReference }, options),
    ...descriptionSegments(line.item, options),
    ...lotReferences(lot),
    ...lotDates(lot),
    ...(line.orderReference === undefined ? [] : [["PRF", line.orderReference]]),
  ];
}

/** Returns the sender's code if it is a condition of X12 with the same meaning, and otherwise the code for the meaning. */
function conditionOf({ kind, code }: Deviation): string {
  const isKnown = code !== undefined && receivingConditions.codes[code] === kind;
  return isKnown ? code : codeFor(receivingConditions, kind);
}
