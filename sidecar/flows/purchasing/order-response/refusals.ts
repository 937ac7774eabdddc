import { Decimal } from "decimal.js";
import type { OrderResponseLine, OrderResponsePart } from "../../../documents/order-response.ts";
import type { Finding } from "../../flow.ts";
import { findUnit, type UnitContext } from "../../kit/find-unit.ts";
import { codesOf, itemNumbers } from "../../kit/item-matching.ts";
import { quantityIn, timesUnit } from "../../kit/readable.ts";
import { unitWord } from "../../kit/unit-codes.ts";
import { convertQuantity } from "../../kit/units.ts";
import { unknownItem } from "../../kit/unknown.ts";
import { about, named } from "../order-line.ts";
import { itemLabel, type PurchaseLine } from "../purchase-order.ts";
import { type AnswerContext, priceOf } from "./answer.ts";
import { dayOf } from "./answer-dates.ts";
import { datePlanned } from "./dates.ts";
import { orderElsewhere, reducedTo, substituteFor } from "./decided-operations.ts";
import type { Alternative, LineCheck } from "./line-check.ts";
import { say } from "./terms.ts";

/** A rejected or substituted part of a line. `quantity` is in the unit of the line, or null if it cannot be converted. */
export type Refusal = { readonly check: LineCheck; readonly quantity: Decimal | null };

/** Returns whether the vendor does not deliver a part as ordered, so that a person must decide about it. */
export const isRefused = ({ status }: OrderResponsePart): boolean =>
  status === "rejected" || status === "substituted";

/** Returns the rejected and substituted parts of a line, each with what a person may decide about it. */
export function refusalsOf(
  line: PurchaseLine,
  response: OrderResponseLine,
  context: AnswerContext,
  connection: string,
): Refusal[] {
  return response.parts.filter(isRefused).map((part) => {
    const quantity = refusedQuantity(line, part, context.units);
    const blocking =
      part.status === "rejected" ? rejected(line, part, quantity) : substituted(line, response, part);
    if (quantity === null) return { check: { blocking }, quantity };
    const rest = reducedTo(line, line.ordered.minus(quantity));
    if (rest === null) return { check: { blocking }, quantity };
    const without = [dropped(blocking, rest), reordered(line, blocking, rest, quantity)];
    const alternatives =
      part.status === "rejected"
        ? without
        : [replaced(line, response, part, quantity, blocking, rest, context, connection), ...without];
    return { check: { blocking, alternatives }, quantity };
  });
}

/** Returns the quantity of a part, in the unit of the line. A part without a quantity, or with zero, concerns the whole line. */
function refusedQuantity(
  line: PurchaseLine,
  { quantity }: OrderResponsePart,
  units: UnitContext,
): Decimal | null {
  if (quantity === undefined || new Decimal(quantity.value).isZero()) return line.ordered;
  const unit = findUnit(quantity.unit, units);
  if (unit === null) return null;
  const converted = convertQuantity(new Decimal(quantity.value), unit, units.ordered);
  return converted.gt(line.ordered) ? line.ordered : converted;
}

type Values = Alternative["values"];

/** Returns the decision to reduce the line, without ordering its goods elsewhere. */
export function dropped({ text: finding }: Finding, values: Values): Alternative {
  return { code: "drop", text: say("dropped", { finding }), values, operations: () => [] };
}

/** Returns the decision to reduce the line and to order `quantity` from the next vendor of the product. */
export function reordered(
  line: PurchaseLine,
  { text: finding }: Finding,
  values: Values,
  quantity: Decimal,
): Alternative {
  const text = say("reordered", { finding, quantity: quantityIn(quantity, line.unit) });
  return { code: "reorder", text, values, operations: () => [orderElsewhere(line, quantity)] };
}

function replaced(
  line: PurchaseLine,
  response: OrderResponseLine,
  part: OrderResponsePart,
  quantity: Decimal,
  { text: finding }: Finding,
  values: Values,
  { document, units, transitDays }: AnswerContext,
  connection: string,
): Alternative {
  const item = part.substitute ?? response.item;
  const { unknown: record } = unknownItem(item);
  const day = dayOf(part, transitDays) ?? dayOf(document, transitDays);
  const offer = {
    quantity,
    price: priceOf(response, units).price,
    datePlanned: day !== null && "arrival" in day ? datePlanned(line, day.arrival) : {},
    item: record ?? null,
  };
  const chosen = record ?? { model: "product.product" as const, scheme: "item", value: "" };
  return {
    code: "substitute",
    record: chosen,
    text: say("replaced", { finding }),
    values,
    operations: (product) => substituteFor(line, offer, product, connection),
  };
}

function rejected(line: PurchaseLine, { quantity }: OrderResponsePart, refused: Decimal | null): Finding {
  const isWhole = quantity === undefined || (refused?.eq(line.ordered) ?? false);
  const text = isWhole
    ? say("line-rejected", { ...named(line), ordered: quantityIn(line.ordered, line.unit) })
    : say("line-rejected-in-part", {
        ...named(line),
        quantity: { quantity: quantity.value, unit: unitWord(quantity.unit) },
      });
  const ours = timesUnit(line.ordered, line.unit);
  return { code: "LINE_REJECTED", ...about(line), field: "quantity", ours, text };
}

function substituted(line: PurchaseLine, { item }: OrderResponseLine, part: OrderResponsePart): Finding {
  const { ids } = part.substitute ?? item;
  const text =
    ids.length === 0
      ? say("substituted-by-unnamed", named(line))
      : say("substituted", { ...named(line), offered: itemNumbers(ids) });
  const [ours, theirs] = [itemLabel(line.product), codesOf(ids)];
  return { code: "SUBSTITUTION", ...about(line), field: "item", ours, theirs, text };
}
