import type { Decimal } from "decimal.js";
import { instantOfDay } from "../../documents/days.ts";
import type { OrderResponse, OrderResponseLine, OrderResponsePart } from "../../documents/order-response.ts";
import { isAccepted, readable } from "../findings.ts";
import type { Acceptance, FieldValues, Finding } from "../flow.ts";
import { described } from "../matching.ts";
import { itemLabel, type PurchaseLine } from "../purchase-order.ts";
import { daysLater, decreaseWithin, heldQuantity, sameStored } from "../tolerance.ts";
import type { UnitContext } from "../units.ts";
import { unknownUnit as unitEntry } from "../unknown.ts";
import { type Answer, readAnswer } from "./answer.ts";
import type { OrderResponsePolicy } from "./policy.ts";
import { settlePrice } from "./settle-price.ts";

/** What becomes of an order line: what a person must see, else what changes and the values to write. */
export type Settlement = {
  readonly line: PurchaseLine;
  readonly blocking: readonly Finding[];
  readonly changes: readonly Finding[];
  readonly values: FieldValues;
};

/**
 * One question about a line answered: either nothing, a change that policy allows, or a finding for a person; one that may be
 * accepted comes with the values to write then.
 */
export type Verdict = {
  readonly blocking?: Finding;
  readonly change?: Finding;
  readonly values?: FieldValues;
};

/** Gives what is common to every finding about a line. */
export function about(line: PurchaseLine): Pick<Finding, "line" | "item"> {
  return { line: String(line.number), item: line.product.code ?? line.product.name };
}

/** Gives how a sentence names the line. */
export function lineName(line: PurchaseLine): string {
  return `Line ${line.number} (${itemLabel(line.product)})`;
}

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
  const answer = readAnswer(response, line.ordered, document.date, units);
  if ("unknownUnit" in answer) {
    return { line, blocking: [unknownUnit(line, answer.unknownUnit)], changes: [], values: {} };
  }
  const verdicts = [
    settleQuantity(line, answer, policy),
    answer.backordered.isZero() ? settleDate(line, answer, policy) : settleBackorder(line, answer, policy),
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
  const { acceptable: _, ...change } = blocking;
  return { change: { ...change, text: `${change.text} A person accepted it.` }, ...(values && { values }) };
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

function unknownUnit(line: PurchaseLine, unit: string): Finding {
  return {
    code: "UNKNOWN_UNIT",
    ...about(line),
    field: "unit",
    ours: line.unit.name,
    theirs: unit,
    text: `${lineName(line)}: the supplier's unit ${unit} cannot be converted to ${line.unit.name}.`,
    ...unitEntry(unit),
  };
}

/** A finding that a person may accept, with what is written then; null: it cannot be written as it is told. */
export function forAcceptance(blocking: Finding, values: FieldValues | null): Verdict {
  return values === null ? { blocking } : { blocking: { ...blocking, acceptable: true }, values };
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

function settleDate(line: PurchaseLine, answer: Answer, policy: OrderResponsePolicy): Verdict {
  const promised = answer.firmDate;
  if (promised === null || promised === line.expected) return {};
  const finding = {
    code: "DATE_SLIP" as const,
    ...about(line),
    field: "date",
    ...ourDate(line),
    theirs: promised,
  };
  if (isTooLate(line, promised, policy)) {
    const text = `${lineName(line)}: promised for ${promised}${insteadOf(line)}.`;
    return forAcceptance({ ...finding, text }, datePlanned(line, promised));
  }
  const portions = answer.portions.map(({ quantity, date }) => `${readable(quantity)} on ${date}`);
  const when = portions.length > 0 ? portions.join(", ") : `expected ${promised}${insteadOf(line)}`;
  return { change: { ...finding, text: `${lineName(line)}: ${when}.` }, values: datePlanned(line, promised) };
}

function settleBackorder(line: PurchaseLine, answer: Answer, policy: OrderResponsePolicy): Verdict {
  const amount = readable(answer.backordered);
  const finding = { code: "BACKORDER" as const, ...about(line), field: "date", ...ourDate(line) };
  const until = answer.backorderDate;
  if (until === null) {
    const text = `${lineName(line)}: ${amount} of ${readable(line.ordered)} backordered, without a promised date.`;
    return forAcceptance({ ...finding, text }, {});
  }
  const last = answer.firmDate !== null && answer.firmDate > until ? answer.firmDate : until;
  const firm = answer.firmDate === null ? "as ordered" : `on ${answer.firmDate}`;
  const split = answer.firm.isZero() ? "" : `${readable(answer.firm)} ${firm}, `;
  const text = `${lineName(line)}: ${split}${amount} backordered until ${until}.`;
  const values = last === line.expected ? {} : datePlanned(line, last);
  if (!policy.accept_backorders || isTooLate(line, last, policy))
    return forAcceptance({ ...finding, theirs: until, text }, values);
  return { change: { ...finding, theirs: until, text }, values };
}

function isTooLate(line: PurchaseLine, promised: string, policy: OrderResponsePolicy): boolean {
  return line.expected !== null && daysLater(line.expected, promised) > policy.date_tolerance_days;
}

function insteadOf(line: PurchaseLine): string {
  return line.expected === null ? "" : ` instead of ${line.expected}`;
}

function ourDate(line: PurchaseLine): Pick<Finding, "ours"> {
  return line.expected === null ? {} : { ours: line.expected };
}

/** Noon in the company's zone: Odoo shows the day that was promised. */
function datePlanned({ timeZone }: PurchaseLine, day: string): FieldValues {
  return { date_planned: instantOfDay(day, timeZone) };
}
