import { Decimal } from "decimal.js";
import type { TermValue } from "../../../terms/term.ts";
import type { FieldValues, Finding } from "../../flow.ts";
import { quantityIn, timesUnit } from "../../kit/readable.ts";
import { decreaseWithin, heldQuantity, sameStored } from "../../kit/tolerance.ts";
import { about, named } from "../order-line.ts";
import type { PurchaseLine } from "../purchase-order.ts";
import type { AsSent } from "../sent-order.ts";
import type { Answer } from "./answer.ts";
import { reducedTo } from "./decided-operations.ts";
import { forAcceptance, type LineCheck } from "./line-check.ts";
import type { OrderResponsePolicy } from "./policy.ts";
import { dropped, reordered } from "./refusals.ts";
import { say } from "./terms.ts";

/**
 * Checks the quantity that the vendor confirms for a line, including backorders. A quantity that is higher than ordered, or lower
 * than the policy allows, requires a person's decision. Reductions by several responses are limited as a whole.
 */
export function checkQuantity(
  line: PurchaseLine,
  answer: Answer,
  policy: OrderResponsePolicy,
  asSent: AsSent = line,
): LineCheck {
  const offered = answer.firm.plus(answer.backordered);
  if (sameStored(line.ordered, offered, answer.rounding)) return {};
  const [ours, theirs] = [timesUnit(line.ordered, line.unit), timesUnit(offered, line.unit)];
  const finding = { ...about(line), field: "quantity", ours, theirs };
  const values = {
    ...named(line),
    ours: quantityIn(line.ordered, line.unit),
    theirs: quantityIn(offered, line.unit),
  };
  if (offered.gt(line.ordered)) {
    const text = say("quantity-over", values);
    return forAcceptance({ code: "QUANTITY_OVER", ...finding, text }, quantityValues(line, offered));
  }
  if (offered.isZero()) return noneConfirmed(line, finding, values.ours);
  const tooLow = [line, asSent].some(
    ({ ordered }) => !decreaseWithin(ordered, offered, policy.quantity_decrease_percent),
  );
  const held = quantityValues(line, offered);
  // Odoo rounds the received quantity by up to one step, regardless of the vendor's unit.
  const belowReceived = offered.plus(line.unit.step).lt(line.received);
  if (tooLow || held === null || belowReceived) {
    const text = say("quantity-short", values);
    const short: Finding = { code: "QUANTITY_SHORT", ...finding, text };
    if (belowReceived || held === null) return forAcceptance(short, null);
    const missing = line.ordered.minus(offered);
    return forAcceptance(short, held, [reordered(line, short, held, missing)]);
  }
  return {
    change: { code: "QUANTITY_SHORT", ...finding, text: say("quantity-lowered", values) },
    values: held,
  };
}

/** Returns the check of a line of which the vendor confirms nothing, which is the same as a rejected line. */
function noneConfirmed(
  line: PurchaseLine,
  finding: Pick<Finding, "line" | "item" | "field" | "ours" | "theirs">,
  ours: TermValue,
): LineCheck {
  const text = say("quantity-none", { ...named(line), ours });
  const blocking: Finding = { code: "LINE_REJECTED", ...finding, text };
  const none = reducedTo(line, new Decimal(0));
  if (none === null) return { blocking };
  return { blocking, alternatives: [dropped(blocking, none), reordered(line, blocking, none, line.ordered)] };
}

/** Returns the value to write for a changed quantity, or null if Odoo cannot store the quantity without rounding it. */
export function quantityValues({ unit }: PurchaseLine, offered: Decimal): FieldValues | null {
  const held = heldQuantity(offered, unit.step);
  return held === null ? null : { product_qty: held.toNumber() };
}
