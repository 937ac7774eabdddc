import { element, segment } from "../../../../codecs/x12/navigate.ts";
import type { DespatchAdvice } from "../../../../documents/despatch-advice.ts";
import type { ShippedPackage } from "../../../../documents/packages.ts";
import type { Findings } from "../../../mapping.ts";
import { shippedLineStatuses } from "../../codes/shipments.ts";
import { say } from "../../terms.ts";
import { codeAt, descriptionOf, type LinePlace, referenceOf } from "../../values/elements.ts";
import { goodsAt, identifiedGoods, lotsOf, optionalGoodsAt } from "../../values/goods.ts";
import { marksOf } from "../../values/packages.ts";
import { firstOf } from "../../values/shipments.ts";
import type { ItemLevel } from "./levels.ts";

type DespatchLine = DespatchAdvice["lines"][number];

/** A line, and the packages that only the line itself describes, by the numbers on them (MAN). */
export type MappedLine = { readonly line: DespatchLine; readonly packages: readonly ShippedPackage[] };

/** Maps an item level to a line. `index` is its position among the items of the advice, starting at 0. */
export function mapDespatchLine(level: ItemLevel, index: number, findings: Findings): MappedLine {
  const { loop, order } = level;
  const [lin, sn1] = [segment(loop, "LIN"), segment(loop, "SN1")];
  const stated = element(lin, 1) ?? element(sn1, 1);
  const place = { findings, line: stated ?? String(index + 1) };
  const goods = identifiedGoods(lin, 2, descriptionOf(loop.segments));
  const quantity = sn1 === undefined ? missing(place) : goodsAt(sn1, [2, 3], place);
  const status = codeAt(sn1, 8, shippedLineStatuses, place);
  const rest = status === "complete" ? undefined : status;
  const own = ownPackages(level, place);
  const packedIn = [...inPackages(level, place), ...own.map(({ id }) => ({ package: id }))];
  const line = {
    id: stated,
    orderReference: orderOf(level) ?? goods.order ?? element(firstOf(order, "PRF"), 1),
    orderLineReference: goods.orderLine ?? referenceOf(loop.segments, ["LI"]),
    item: goods.item,
    quantity,
    orderedQuantity: optionalGoodsAt(sn1, [5, 6], place),
    rest,
    lots: lotsOf(loop, loop.segments, goods, quantity.unit, place),
    packedIn: packedIn.length === 0 ? undefined : packedIn,
  };
  return { line, packages: own };
}

const orderOf = ({ loop }: ItemLevel): string | undefined =>
  element(segment(loop, "PRF"), 1) ?? referenceOf(loop.segments, ["PO"]);

function missing({ findings, line }: LinePlace): { value: string; unit: string } {
  findings.add({
    code: "SCHEMA_INVALID",
    line,
    field: "SN102",
    text: say("quantity-missing", { line, element: "SN102" }),
  });
  return { value: "0", unit: "" };
}

/** Returns the packages that contain the goods: the one above the item, or those below it with their quantities. */
function inPackages({ inside, packages }: ItemLevel, place: LinePlace) {
  if (packages.length === 0) return inside === undefined ? [] : [{ package: inside }];
  return packages.map(({ id, loop }) => {
    const quantity = optionalGoodsAt(segment(loop, "SN1"), [2, 3], place);
    return { package: id, ...(quantity === undefined ? {} : { quantity }) };
  });
}

/** Returns a package for each SSCC of an item that has no level for its packages, as in a shipment by order and item. */
function ownPackages({ loop, inside, packages }: ItemLevel, place: LinePlace): ShippedPackage[] {
  const { ssccs } = marksOf(loop, place);
  if (inside !== undefined || packages.length > 0) return [];
  const level = element(segment(loop, "HL"), 1) ?? "";
  return ssccs.map((sscc, at) => ({ id: `${level}.${at + 1}`, kind: "other" as const, sscc }));
}
