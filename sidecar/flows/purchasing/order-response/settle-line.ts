import type { Decimal } from "decimal.js";
import type {
  OrderResponse,
  OrderResponseLine,
  OrderResponsePart,
} from "../../../documents/order-response.ts";
import type { Acceptance, FieldValues, Finding } from "../../flow.ts";
import { asAccepted, isAccepted, readable } from "../../kit/findings.ts";
import { described } from "../../kit/matching.ts";
import { decreaseWithin, heldQuantity, sameStored } from "../../kit/tolerance.ts";
import { type UnitContext, type Units, unitWord } from "../../kit/units.ts";
import { unknownUnit as unitEntry } from "../../kit/unknown.ts";
import { itemLabel, type PurchaseLine } from "../purchase-order.ts";
import { type Answer, readAnswer } from "./answer.ts";
import type { OrderResponsePolicy } from "./policy.ts";
import { settleDay } from "./settle-day.ts";
import { settlePrice } from "./settle-price.ts";
import { about, forAcceptance, lineName, type Verdict } from "./verdict.ts";

/** What becomes of an order line: what a person must see, else what changes and the values to write. */
export type Settlement = {
  readonly line: PurchaseLine;
  readonly blocking: readonly Finding[];
  readonly changes: readonly Finding[];
  readonly values: FieldValues;
};

/**
 * Gives what becomes of an order line by the supplier's answer and the connection's policy. Rejections and
 * substitutions are for a person at once; else quantity, date and price are settled one by one.
 */
export function settleLine(
  line: PurchaseLine,
  response: OrderResponseLine,
  document: OrderResponse,
  units: UnitContext,
  policy: OrderResponsePolicy,
  accepted: readonly Acceptance[],
): Settlement {
  const refusals = refusalsOf(line, response);
  if (refusals.length > 0) return { line, blocking: refusals, changes: [], values: {} };
  const answer = readAnswer(response, line.ordered, { document, units, transitDays: policy.transit_days });
  if ("unknownUnit" in answer) {
    const blocking = [unknownUnit(line, answer.unknownUnit, units.units)];
    return { line, blocking, changes: [], values: {} };
  }
  const verdicts = [
    settleQuantity(line, answer, policy),
    settleDay(line, answer, policy),
    settlePrice(line, answer, policy),
  ];
  return combined(
    line,
    verdicts.map((verdict) => withAcceptance(verdict, accepted)),
  );
}

/** What a person accepts is a change like one that policy allows. */
function withAcceptance(verdict: Verdict, accepted: readonly Acceptance[]): Verdict {
  const { blocking, values } = verdict;
  if (!blocking?.acceptable || !isAccepted(blocking, accepted)) return verdict;
  return { change: asAccepted(blocking), ...(values && { values }) };
}

function combined(line: PurchaseLine, verdicts: readonly Verdict[]): Settlement {
  const values = Object.assign({}, ...verdicts.map((verdict) => verdict.values ?? {})) as FieldValues;
  return {
    line,
    blocking: verdicts.flatMap(({ blocking }) => blocking ?? []),
    changes: verdicts.flatMap(({ change }) => change ?? []),
    values: "product_qty" in values ? { ...keptWithQuantity(line), ...values } : values,
  };
}

/**
 * Odoo computes price and expected date of a line anew from the vendor's price list whenever its quantity is written
 * (purchase.order.line, `_compute_price_unit_and_date_planned_and_name`), unless they are written with it.
 */
function keptWithQuantity(line: PurchaseLine): FieldValues {
  const kept = { price_unit: line.listPrice.toNumber() };
  return line.expectedAt === null ? kept : { ...kept, date_planned: line.expectedAt };
}

function refusalsOf(line: PurchaseLine, response: OrderResponseLine): Finding[] {
  return response.parts.flatMap((part): Finding[] => {
    if (part.status === "rejected") return [rejected(line, part)];
    return part.status === "substituted" ? [substituted(line, response, part)] : [];
  });
}

function rejected(line: PurchaseLine, { quantity }: OrderResponsePart): Finding {
  const what = quantity === undefined ? "the line" : `${quantity.value} ${quantity.unit} of it`;
  const text = `${lineName(line)}: the supplier rejects ${what}.`;
  return { code: "LINE_REJECTED", ...about(line), field: "quantity", ours: inUnit(line.ordered, line), text };
}

function substituted(line: PurchaseLine, { item }: OrderResponseLine, part: OrderResponsePart): Finding {
  const theirs = described(part.substitute ?? item);
  const text = `${lineName(line)}: the supplier offers another item instead (${theirs || "not named"}).`;
  return { code: "SUBSTITUTION", ...about(line), field: "item", ours: itemLabel(line.product), theirs, text };
}

function inUnit(quantity: Decimal, line: PurchaseLine): string {
  return `${readable(quantity)} × ${line.unit.name}`;
}

function unknownUnit(line: PurchaseLine, code: string, units: Units): Finding {
  const unit = unitWord(code);
  return {
    code: "UNKNOWN_UNIT",
    ...about(line),
    field: "unit",
    ours: line.unit.name,
    theirs: unit,
    text: `${lineName(line)}: the supplier's unit ${unit} cannot be converted to ${line.unit.name}.`,
    ...unitEntry(code, units),
  };
}

/** Null when Odoo cannot hold the quantity. */
function quantityValues({ unit }: PurchaseLine, offered: Decimal): FieldValues | null {
  const held = heldQuantity(offered, unit.step);
  return held === null ? null : { product_qty: held.toNumber() };
}

function settleQuantity(line: PurchaseLine, answer: Answer, policy: OrderResponsePolicy): Verdict {
  const offered = answer.firm.plus(answer.backordered);
  if (sameStored(line.ordered, offered, answer.rounding)) return {};
  const [ours, theirs] = [inUnit(line.ordered, line), inUnit(offered, line)];
  const finding = { ...about(line), field: "quantity", ours, theirs };
  if (offered.gt(line.ordered)) {
    const text = `${lineName(line)}: the supplier confirms ${theirs}, more than the ${ours} ordered.`;
    return forAcceptance({ code: "QUANTITY_OVER", ...finding, text }, quantityValues(line, offered));
  }
  const tooLow = !decreaseWithin(line.ordered, offered, policy.quantity_decrease_percent);
  if (offered.isZero()) {
    const text = `${lineName(line)}: the supplier confirms nothing of the ${ours} ordered.`;
    return { blocking: { code: "LINE_REJECTED", ...finding, text } };
  }
  const held = heldQuantity(offered, line.unit.step);
  // What was received is rounded by receipt: by up to a step, whatever unit the supplier counts in.
  const belowReceived = offered.plus(line.unit.step).lt(line.received);
  if (tooLow || held === null || belowReceived) {
    const text = `${lineName(line)}: the supplier confirms only ${theirs} of the ${ours} ordered.`;
    const wanted = belowReceived ? null : quantityValues(line, offered);
    return forAcceptance({ code: "QUANTITY_SHORT", ...finding, text }, wanted);
  }
  const text = `${lineName(line)}: ${theirs} instead of ${ours}.`;
  return {
    change: { code: "QUANTITY_SHORT", ...finding, text },
    values: { product_qty: held.toNumber() },
  };
}
