import { element, loops, segment, segments } from "../../../codecs/x12/navigate.ts";
import type { X12Loop, X12Transaction } from "../../../codecs/x12/types.ts";
import { type ReceiptAdvice, receiptAdvice } from "../../../documents/receipt-advice.ts";
import { collectFindings, type Findings, type Mapped, mappedUnless, validator } from "../../mapping.ts";
import { receivingConditions } from "../codes/receipts.ts";
import { warehouseReports } from "../codes/warehouse.ts";
import { carriedCode, codeAt, dateAt, type LinePlace, partyOf } from "../values/elements.ts";
import { goodsAt, lotsOf, referencesIn } from "../values/goods.ts";
import { carrier } from "../values/shipments.ts";
import { checkTotal, warehouseGoods } from "../values/warehouse.ts";

const toReceiptAdvice = validator(receiptAdvice);

type Line = ReceiptAdvice["lines"][number];
type Deviation = NonNullable<Line["deviations"]>[number];

/**
 * Maps an X12 944 (versions 4010 and 5010) to a canonical receipt advice: what a warehouse received for us. The number of a lot that
 * only the warehouse knows (W0708) is not read. If it cannot be mapped, the problem is SCHEMA_INVALID, UNKNOWN_UNIT or, if a code is
 * not supported, UNSUPPORTED_DOCUMENT.
 */
export function mapWarehouseReceipt({ root }: X12Transaction): Mapped<ReceiptAdvice> {
  const findings = collectFindings();
  const [w17, w08] = [segment(root, "W17"), segment(root, "W08")];
  codeAt(w17, 1, warehouseReports, { findings });
  const receivedDate = dateAt(w17, 2, { findings });
  const items = [root, ...loops(root, "LX")].flatMap((each) => loops(each, "W07"));
  const lines = items.map((loop, index) => mapLine(loop, index, findings));
  const quantities = lines.map(({ received }) => received);
  checkTotal(segment(root, "W14"), quantities, findings);
  return mappedUnless(findings, () =>
    toReceiptAdvice({
      type: "ReceiptAdvice",
      id: element(w17, 3),
      issueDate: receivedDate,
      receivedDate,
      orderReference: element(w17, 4),
      despatchReference: element(w17, 5),
      seller: partyOf(root, ["SE", "SU", "VN"]),
      deliverTo: partyOf(root, ["WH", "ST"]),
      carrier: carrier("2", carriedCode(w08, 2), element(w08, 3)),
      lines,
    }),
  );
}

function mapLine(loop: X12Loop, index: number, findings: Findings): Line {
  const w07 = segment(loop, "W07");
  const [orderLine] = referencesIn(loop.segments, ["LI"]);
  const place = { findings, line: orderLine ?? String(index + 1) };
  const goods = warehouseGoods(w07, { upcs: [3], pairs: [4, 6, 10] }, loop);
  const received = w07 === undefined ? { value: "0", unit: "" } : goodsAt(w07, [1, 2], place);
  const deviations = loops(loop, "W13").flatMap((each) => deviationIn(each, place));
  return {
    orderReference: goods.order ?? referencesIn(loop.segments, ["PO"])[0],
    orderLineReference: goods.orderLine ?? orderLine,
    item: goods.item,
    received,
    deviations: deviations.length === 0 ? undefined : deviations,
    lots: lotsOf(loop, loop.segments, goods, received.unit, place),
  };
}

function deviationIn(loop: X12Loop, place: LinePlace): Deviation[] {
  return segments(loop, "W13").flatMap((w13) => {
    const kind = codeAt(w13, 3, receivingConditions, place);
    const quantity = goodsAt(w13, [1, 2], place);
    return kind === undefined || kind === "good" ? [] : [{ kind, quantity, code: carriedCode(w13, 3) }];
  });
}
