import { Decimal } from "decimal.js";
import { element, segment } from "../../../../codecs/x12/navigate.ts";
import type { X12Loop, X12Segment, X12Transaction } from "../../../../codecs/x12/types.ts";
import { type DespatchAdvice, despatchAdvice } from "../../../../documents/despatch-advice.ts";
import { collectFindings, type Findings, type Mapped, mappedUnless, validator } from "../../../mapping.ts";
import { advicePurposes, shipmentReasons, shipmentTypes } from "../../codes/shipments.ts";
import { say } from "../../terms.ts";
import { decimalFromX12 } from "../../values/amounts.ts";
import { checkLineCount, codeAt, dateAt, flatten, referenceOf } from "../../values/elements.ts";
import { dayOf, referencesIn } from "../../values/goods.ts";
import { marksOf, packageWith } from "../../values/packages.ts";
import { allOf, carrierOf, partyIn } from "../../values/shipments.ts";
import { type Levels, levelsOf } from "./levels.ts";
import { mapDespatchLine } from "./line.ts";

const toDespatchAdvice = validator(despatchAdvice);

/**
 * Maps an X12 856 (versions 4010 and 5010) to a canonical despatch advice. Which level belongs to which follows from HL02; the
 * structure code (BSN05) is only a hint and is not read. If it cannot be mapped, the problem is SCHEMA_INVALID, UNKNOWN_UNIT or, if a
 * code is not supported, UNSUPPORTED_DOCUMENT.
 */
export function mapDespatchAdvice({ root }: X12Transaction): Mapped<DespatchAdvice> {
  const findings = collectFindings();
  const bsn = segment(root, "BSN");
  const purpose = codeAt(bsn, 1, advicePurposes, { findings });
  codeAt(bsn, 6, shipmentTypes, { findings });
  codeAt(bsn, 7, shipmentReasons, { findings });
  const issueDate = dateAt(bsn, 3, { findings });
  const levels = levelsOf(root, findings);
  const mapped = levels.items.map((level, index) => mapDespatchLine(level, index, findings));
  const lines = mapped.map(({ line }) => line);
  const packages = [...packagesOf(levels, findings), ...mapped.flatMap((each) => each.packages)];
  const stated = checkTotals(root, levels, findings);
  const orders = new Set(lines.map(({ orderReference }) => orderReference));
  const head = headingOf(root, levels, findings);
  return mappedUnless(findings, () =>
    toDespatchAdvice({
      type: "DespatchAdvice",
      id: element(bsn, 2),
      purpose: purpose === "original" ? undefined : purpose,
      issueDate,
      ...head,
      orderReference: orders.size === 1 ? lines[0]?.orderReference : undefined,
      packages: packages.length === 0 ? undefined : packages,
      lines,
      statedLineCount: stated,
    }),
  );
}

/** Returns what the levels of the shipment and, if it does not state them, of its orders say about the shipment as a whole. */
function headingOf(root: X12Loop, { shipment, orders }: Levels, findings: Findings) {
  const place = { findings };
  const own = [root, shipment];
  const inShipment = shipment?.segments ?? [];
  const dates = allOf(own, "DTM");
  const datesOfOrders = allOf(orders, "DTM");
  const party = (codes: readonly string[]) => partyIn(own, orders, codes, place);
  const tracking = [...referencesIn(inShipment, ["2I", "CN"]), ...trackingOf(shipment, findings)];
  const [firstOrder, ...otherOrders] = orders;
  return {
    shippedDate: dayOf("shipped", dates, place) ?? dayOf("shipped", datesOfOrders, place),
    estimatedDate: dayOf("arrival", dates, place) ?? dayOf("arrival", datesOfOrders, place),
    sellerReference:
      firstOrder === undefined || otherOrders.length > 0
        ? referenceOf(inShipment, ["VN", "OQ"])
        : referenceOf([...firstOrder.segments, ...inShipment], ["VN", "OQ", "CO"]),
    billOfLading: referenceOf(inShipment, ["BM"]),
    seller: party(["SE", "SU", "VN"]),
    buyer: party(["BY", "BT"]),
    shipFrom: party(["SF"]),
    deliverTo: party(["ST"]),
    carrier: carrierOf(inShipment),
    trackingNumbers: tracking.length === 0 ? undefined : [...new Set(tracking)],
  };
}

const trackingOf = (shipment: X12Loop | undefined, findings: Findings): readonly string[] =>
  shipment === undefined ? [] : marksOf(shipment, { findings }).trackingNumbers;

function packagesOf({ packages }: Levels, findings: Findings) {
  return packages.map(({ loop, id, kind, parent }) => {
    const known = { id, kind, ...(parent === undefined ? {} : { parent }) };
    const position = segment(loop, "HL")?.position ?? 0;
    return packageWith(known, marksOf(loop, { findings }), position, { findings });
  });
}

/**
 * Checks the number of levels (CTT01) and the total of the shipped quantities (CTT02). Some senders state the number of items instead
 * of the number of levels; it is returned then, because it is the number of lines.
 */
function checkTotals(root: X12Loop, { items, count }: Levels, findings: Findings): string | undefined {
  const ctt = segment(root, "CTT");
  const stated = element(ctt, 1);
  checkHash(root, items, element(ctt, 2), findings);
  if (stated !== undefined && Number(stated) === items.length) return String(items.length);
  checkLineCount(stated, count, findings);
  return undefined;
}

/**
 * Checks the total quantity. It is that of all SN1 or, if packages state their part of an item, that of the items. As a hash total
 * (element 347), it may be the sum of the digits without their decimal points.
 */
function checkHash(
  root: X12Loop,
  items: Levels["items"],
  stated: string | undefined,
  findings: Findings,
): void {
  const total = stated === undefined ? undefined : decimalFromX12(stated);
  if (total === undefined) return;
  const shippedIn = (from: readonly X12Segment[]) =>
    from.flatMap((each) => (each.id === "SN1" ? (element(each, 2) ?? []) : []));
  const all = shippedIn(flatten(root));
  const ofItems = shippedIn(items.flatMap(({ loop }) => loop.segments));
  const possible = [all, ofItems].flatMap((each) => [each, each.map((value) => value.replace(".", ""))]);
  if (possible.some((values) => sumOf(values).eq(total))) return;
  const counted = sumOf(ofItems).toFixed();
  const text = say("total-of-quantities-differs", { element: "CTT02", stated: total, counted });
  findings.add({ code: "SCHEMA_INVALID", field: "CTT02", text });
}

const sumOf = (values: readonly string[]): Decimal =>
  values.reduce((sum, value) => sum.plus(decimalFromX12(value) ?? 0), new Decimal(0));
