import { code, element, loops, segment, segments } from "../../../codecs/x12/navigate.ts";
import type { X12Loop, X12Segment, X12Transaction } from "../../../codecs/x12/types.ts";
import { type ReceiptAdvice, receiptAdvice } from "../../../documents/receipt-advice.ts";
import { collectFindings, type Findings, type Mapped, mappedUnless, validator } from "../../mapping.ts";
import { overallConditions, receiptActions, receiptTypes, receivingConditions } from "../codes/receipts.ts";
import { advicePurposes } from "../codes/shipments.ts";
import { say } from "../terms.ts";
import {
  carriedCode,
  checkLineCount,
  codeAt,
  dateAt,
  descriptionOf,
  elementName,
  flatten,
  type LinePlace,
  partyOf,
  referenceOf,
  statedLineCount,
} from "../values/elements.ts";
import { dayOf, goodsAt, identifiedGoods, lotsOf, optionalGoodsAt } from "../values/goods.ts";
import { carrierOf } from "../values/shipments.ts";

const toReceiptAdvice = validator(receiptAdvice);

type Line = ReceiptAdvice["lines"][number];
type Deviation = NonNullable<Line["deviations"]>[number];

/**
 * Maps an X12 861 (versions 4010 and 5010) to a canonical receipt advice. If it cannot be mapped, the problem is SCHEMA_INVALID,
 * UNKNOWN_UNIT or, if a code is not supported, UNSUPPORTED_DOCUMENT.
 */
export function mapReceivingAdvice({ root }: X12Transaction): Mapped<ReceiptAdvice> {
  const findings = collectFindings();
  const place = { findings };
  const bra = segment(root, "BRA");
  const purpose = codeAt(bra, 3, advicePurposes, place);
  codeAt(bra, 4, receiptTypes, place);
  codeAt(bra, 6, overallConditions, place);
  codeAt(bra, 7, receiptActions, place);
  const issueDate = dateAt(bra, 2, place);
  const references = segments(root, "REF");
  const lines = loops(root, "RCD").map((loop, index) => mapLine(loop, index, findings));
  const stated = statedLineCount(flatten(root, ["RCD"]));
  checkLineCount(stated, lines.length, findings);
  const receivedDate = dayOf("received", segments(root, "DTM"), place);
  return mappedUnless(findings, () =>
    toReceiptAdvice({
      type: "ReceiptAdvice",
      id: element(bra, 1),
      purpose: purpose === "original" ? undefined : purpose,
      issueDate,
      receivedDate,
      orderReference: element(segment(root, "PRF"), 1) ?? referenceOf(references, ["PO"]),
      despatchReference: referenceOf(references, ["MA", "SI", "PK", "BM"]),
      seller: partyOf(root, ["SE", "SU", "VN"]),
      buyer: partyOf(root, ["BY", "BT"]),
      deliverTo: partyOf(root, ["ST"]),
      carrier: carrierOf(root.segments),
      lines,
      statedLineCount: stated,
    }),
  );
}

function mapLine(loop: X12Loop, index: number, findings: Findings): Line {
  const [rcd, lin] = [segment(loop, "RCD"), segment(loop, "LIN")];
  const id = element(rcd, 1) ?? element(lin, 1);
  const place = { findings, line: id ?? String(index + 1) };
  const goods = identifiedGoods(lin, 2, descriptionOf(loop.segments));
  const received = rcd === undefined ? { value: "0", unit: "" } : goodsAt(rcd, [2, 3], place);
  const deviations = rcd === undefined ? [] : deviationsIn(rcd, place);
  return {
    id,
    orderReference: element(segment(loop, "PRF"), 1) ?? goods.order ?? referenceOf(loop.segments, ["PO"]),
    orderLineReference: goods.orderLine ?? referenceOf(loop.segments, ["LI"]),
    item: goods.item,
    received,
    deviations: deviations.length === 0 ? undefined : deviations,
    lots: lotsOf(loop, loop.segments, goods, received.unit, place),
  };
}

/** The positions of the five quantities in question. Each is followed by its unit and the condition of the goods. */
const inQuestion = [6, 9, 12, 15, 18] as const;

/** Returns what was not received as advised: what went back (RCD04), and the quantities in question (from RCD06 on). */
function deviationsIn(rcd: X12Segment, place: LinePlace): Deviation[] {
  const returned = optionalGoodsAt(rcd, [4, 5], place);
  const questioned = inQuestion.flatMap((at) => {
    const kind = codeAt(rcd, at + 2, receivingConditions, place);
    const quantity = optionalGoodsAt(rcd, [at, at + 1], place);
    if (quantity === undefined) return [];
    if (code(rcd, at + 2) === undefined) return unexplained(rcd, at, place);
    const stated = carriedCode(rcd, at + 2);
    return kind === undefined || kind === "good" ? [] : [{ kind, quantity, code: stated }];
  });
  return [
    ...(returned === undefined ? [] : [{ kind: "rejected" as const, quantity: returned }]),
    ...questioned,
  ];
}

function unexplained(rcd: X12Segment, at: number, { findings, line }: LinePlace): [] {
  const text = say("condition-missing", { line, element: elementName(rcd, at + 2) });
  findings.add({ code: "SCHEMA_INVALID", line, field: elementName(rcd, at + 2), text });
  return [];
}
