import { Decimal } from "decimal.js";
import { element, loops, segment } from "../../../codecs/x12/navigate.ts";
import type { X12Loop, X12Segment, X12Transaction } from "../../../codecs/x12/types.ts";
import { type DespatchAdvice, despatchAdvice } from "../../../documents/despatch-advice.ts";
import type { ShippedPackage } from "../../../documents/packages.ts";
import { collectFindings, type Findings, type Mapped, mappedUnless, validator } from "../../mapping.ts";
import { warehouseLineStatuses, warehouseReports } from "../codes/warehouse.ts";
import { carriedCode, codeAt, dateAt, decimalAt, type LinePlace, partyOf } from "../values/elements.ts";
import { goodsAt, lotsOf, optionalGoodsAt, referencesIn } from "../values/goods.ts";
import { marksOf, packageWith } from "../values/packages.ts";
import { carrier } from "../values/shipments.ts";
import { checkTotal, warehouseDay, warehouseGoods } from "../values/warehouse.ts";

const toDespatchAdvice = validator(despatchAdvice);

type Line = DespatchAdvice["lines"][number];

/**
 * Maps an X12 945 (versions 4010 and 5010) to a canonical despatch advice: what a warehouse shipped for us. Each LX loop with marks
 * (MAN) is a package. The number of a lot that only the warehouse knows (W1209) is not read. If it cannot be mapped, the problem is
 * SCHEMA_INVALID, UNKNOWN_UNIT or, if a code is not supported, UNSUPPORTED_DOCUMENT.
 */
export function mapWarehouseShipment({ root }: X12Transaction): Mapped<DespatchAdvice> {
  const findings = collectFindings();
  const place = { findings };
  const [w06, w27] = [segment(root, "W06"), segment(root, "W27")];
  codeAt(w06, 1, warehouseReports, place);
  const shippedDate = dateAt(w06, 3, place) ?? warehouseDay("shipped", root.segments, place);
  const estimatedDate = warehouseDay("arrival", root.segments, place);
  const orderReference = element(w06, 6) ?? element(w06, 2);
  const groups = loops(root, "LX").map((loop) => ({ loop, packed: packageOf(loop, findings) }));
  const items = groups.flatMap(({ loop, packed }) => loops(loop, "W12").map((item) => ({ item, packed })));
  const lines = items.map(({ item, packed }, index) =>
    mapLine(item, index, packed?.id, orderReference, findings),
  );
  const shipped = lines.map(({ quantity }) => quantity);
  checkTotal(segment(root, "W03"), shipped, findings);
  const packages = groups.flatMap(({ packed }) => packed ?? []);
  const tracking = referencesIn(root.segments, ["2I", "CN"]);
  return mappedUnless(findings, () =>
    toDespatchAdvice({
      type: "DespatchAdvice",
      id: element(w06, 4) ?? element(w06, 5) ?? element(w06, 2),
      issueDate: shippedDate,
      shippedDate,
      estimatedDate,
      orderReference,
      billOfLading: referencesIn(root.segments, ["BM"])[0],
      buyer: partyOf(root, ["BY", "BT"]),
      shipFrom: partyOf(root, ["WH", "SF"]),
      deliverTo: partyOf(root, ["ST"]),
      carrier: carrier("2", carriedCode(w27, 2), element(w27, 3)),
      trackingNumbers: tracking.length === 0 ? undefined : [...new Set(tracking)],
      packages: packages.length === 0 ? undefined : packages,
      lines,
    }),
  );
}

/** Returns the package of an LX loop, or undefined if nothing identifies it. */
function packageOf(loop: X12Loop, findings: Findings): ShippedPackage | undefined {
  const lx = segment(loop, "LX");
  const marks = marksOf(loop, { findings });
  if (marks.ssccs.length + marks.trackingNumbers.length === 0) return undefined;
  const id = `${element(lx, 1) ?? ""}@${lx?.position ?? 0}`;
  return packageWith({ id, kind: "other" }, marks, lx?.position ?? 0, { findings });
}

function mapLine(
  loop: X12Loop,
  index: number,
  inside: string | undefined,
  orderReference: string | undefined,
  findings: Findings,
): Line {
  const w12 = segment(loop, "W12");
  const pieces = loops(loop, "LX").flatMap((piece) => piece.segments);
  const [orderLine] = referencesIn(loop.segments, ["LI"]);
  const place = { findings, line: orderLine ?? String(index + 1) };
  const goods = warehouseGoods(w12, { upcs: [6, 16], pairs: [7, 17, 21] }, loop);
  const status = codeAt(w12, 1, warehouseLineStatuses, place);
  const quantity = w12 === undefined ? { value: "0", unit: "" } : goodsAt(w12, [3, 5], place);
  return {
    orderReference: goods.order ?? referencesIn(loop.segments, ["PO"])[0] ?? orderReference,
    orderLineReference: goods.orderLine ?? orderLine,
    item: goods.item,
    quantity,
    orderedQuantity: optionalGoodsAt(w12, [2, 5], place),
    openQuantity: openQuantity(w12, quantity.unit, place),
    rest: status === "complete" ? undefined : status,
    lots: lotsOf(loop, [...loop.segments, ...pieces], goods, quantity.unit, place),
    packedIn: inside === undefined ? undefined : [{ package: inside }],
  };
}

/** Returns the difference between ordered and shipped quantity (W1204), unless more was shipped than ordered. */
function openQuantity(w12: X12Segment | undefined, unit: string, place: LinePlace) {
  const difference = decimalAt(w12, 4, place);
  return difference !== undefined && new Decimal(difference).gt(0) ? { value: difference, unit } : undefined;
}
