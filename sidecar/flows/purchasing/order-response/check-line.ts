import { Decimal } from "decimal.js";
import type { OrderResponse, OrderResponseLine } from "../../../documents/order-response.ts";
import type { Acceptance, FieldValues, Finding, Operation } from "../../flow.ts";
import { findUnit, type UnitContext } from "../../kit/find-unit.ts";
import { convertQuantity } from "../../kit/units.ts";
import { unitNotConvertible } from "../order-line.ts";
import type { PurchaseLine } from "../purchase-order.ts";
import { type ChangedLine, changedSince, lastSent, type SentLine } from "../sent-order.ts";
import { type AnswerContext, readAnswer } from "./answer.ts";
import { changedItem, checkChangedLine } from "./check-changed.ts";
import { checkDay } from "./check-day.ts";
import { checkPrice } from "./check-price.ts";
import { checkQuantity } from "./check-quantity.ts";
import { unitQuestions } from "./doubtful-unit.ts";
import { decided, type LineCheck } from "./line-check.ts";
import type { OrderResponsePolicy } from "./policy.ts";
import { isRefused, type Refusal, refusalsOf } from "./refusals.ts";

/**
 * The result for an order line: the findings that require a decision (`blocking`) or, if there are none, the changes, the values
 * to write, and the operations that follow.
 */
export type LineResult = {
  readonly line: PurchaseLine;
  readonly blocking: readonly Finding[];
  readonly changes: readonly Finding[];
  readonly values: FieldValues;
  /** The values that the line has and the vendor confirms. */
  readonly confirms: FieldValues;
  readonly operations: readonly Operation[];
};

/** What the checks of a line need besides the line and its response. */
export type LineContext = {
  readonly document: OrderResponse;
  readonly units: UnitContext;
  readonly policy: OrderResponsePolicy;
  readonly accepted: readonly Acceptance[];
  /** The code of the connection. */
  readonly connection: string;
  /** The lines of the versions of the order to which the response may respond. */
  readonly sent: readonly SentLine[];
};

/**
 * Checks the response to an order line against the connection's policy. Rejections and substitutions always require a person's
 * decision. For the rest of the line, quantity, date and price are checked separately: against the order or, if the line was changed
 * after it was sent, against the line as it was sent.
 */
export function checkLine(line: PurchaseLine, response: OrderResponseLine, context: LineContext): LineResult {
  const { document, units, policy, accepted, connection } = context;
  const reading: AnswerContext = { document, units, transitDays: policy.transit_days };
  const changed = changedSince(line, context.sent);
  const refusals = refusalsOf(line, response, reading, connection);
  if (changed !== null) return combined(line, checksOfChanged(line, response, changed, refusals, context));
  if (refusals.length === 0) return combined(line, checksOf(line, response, context, reading));
  const decisions = refusals.map(({ check }) => decided(check, accepted));
  if (decisions.some(({ blocking }) => blocking !== undefined)) return combined(line, decisions);
  const shares = sharesOf(line, refusals, decisions);
  const parts = response.parts.filter((part) => !isRefused(part));
  const rest = { ...line, ordered: Decimal.max(0, line.ordered.minus(shares.kept).minus(shares.reduced)) };
  const checks =
    parts.length === 0 || rest.ordered.isZero()
      ? []
      : checksOf(rest, restated({ ...response, parts }, rest, units), { ...context, sent: [] }, reading);
  const result = combined(line, [...decisions, ...checks]);
  return { ...result, values: withShares(line, shares, checks, result.values) };
}

/** The quantities of the refused parts of a line: those that stay on the line, and those by which it is reduced. */
type Shares = { readonly kept: Decimal; readonly reduced: Decimal };

function sharesOf(line: PurchaseLine, refusals: readonly Refusal[], decisions: readonly LineCheck[]): Shares {
  const sumOf = (isWanted: (check: LineCheck | undefined) => boolean) =>
    refusals
      .filter((_, index) => isWanted(decisions[index]))
      .reduce((sum, { quantity }) => sum.plus(quantity ?? line.ordered), new Decimal(0));
  return {
    kept: sumOf((check) => check?.values === undefined),
    reduced: sumOf((check) => check?.values !== undefined),
  };
}

/** Adds the quantity that results from the decisions and from the check of the rest. */
function withShares(
  line: PurchaseLine,
  { kept, reduced }: Shares,
  checks: readonly LineCheck[],
  values: FieldValues,
): FieldValues {
  const checked = checks.map((check) => check.values?.product_qty).find((value) => typeof value === "number");
  if (typeof checked === "number") return { ...values, product_qty: kept.plus(checked).toNumber() };
  if (reduced.isZero()) return values;
  return { ...values, product_qty: Decimal.max(0, line.ordered.minus(reduced)).toNumber() };
}

/** Returns the response as if its line stated only the rest of the order line, and not the whole line. */
function restated(
  response: OrderResponseLine,
  { ordered }: PurchaseLine,
  units: UnitContext,
): OrderResponseLine {
  const { quantity } = response;
  const unit = quantity === undefined ? null : findUnit(quantity.unit, units);
  if (quantity === undefined || unit === null) return response;
  const value = convertQuantity(ordered, units.ordered, unit).toFixed();
  return { ...response, quantity: { ...quantity, value } };
}

function checksOf(
  line: PurchaseLine,
  response: OrderResponseLine,
  { units, policy, accepted, sent }: LineContext,
  reading: AnswerContext,
): LineCheck[] {
  const answer = readAnswer(response, line.ordered, reading);
  if ("unknownUnit" in answer)
    return [decided({ blocking: unitNotConvertible(line, answer.unknownUnit, units.units) }, accepted)];
  const questions = unitQuestions(line, response, answer, units, policy).map((blocking) =>
    decided({ blocking }, accepted),
  );
  if (questions.length > 0) return questions;
  const asSent = lastSent(line, sent);
  const checks = [
    checkQuantity(line, answer, policy, asSent),
    checkDay(line, answer, policy, asSent),
    checkPrice(line, answer, policy, asSent),
  ];
  return checks.map((check) => decided(check, accepted));
}

/**
 * Returns the checks of a line that was changed after it was sent. A person can accept what the vendor states about a changed value,
 * or keep ours. A refusal, or a response about an item or unit that the line no longer has, can only be answered by keeping ours:
 * what else it should lead to depends on the change.
 */
function checksOfChanged(
  line: PurchaseLine,
  response: OrderResponseLine,
  changed: ChangedLine,
  refusals: readonly Refusal[],
  { document, units, policy, accepted }: LineContext,
): LineCheck[] {
  const keptOnly = (findings: readonly Finding[]) =>
    findings.map(({ acceptable: _, ...blocking }) => decided({ blocking }, accepted));
  if (refusals.length > 0) return keptOnly(refusals.flatMap(({ check }) => check.blocking ?? []));
  const item = changedItem(line, changed);
  if (item !== null) return keptOnly([item]);
  const { ordered, price } = changed.sent;
  const answer = readAnswer(response, ordered, { document, units, transitDays: policy.transit_days });
  if ("unknownUnit" in answer)
    return [decided({ blocking: unitNotConvertible(line, answer.unknownUnit, units.units) }, accepted)];
  const questions = unitQuestions({ ...line, ordered, price }, response, answer, units, policy);
  const checks = questions.map((blocking): LineCheck => ({ blocking }));
  return (checks.length > 0 ? checks : checkChangedLine(line, changed, answer, policy)).map((check) =>
    decided(check, accepted),
  );
}

function combined(line: PurchaseLine, checks: readonly LineCheck[]): LineResult {
  const values = Object.assign({}, ...checks.map((check) => check.values ?? {})) as FieldValues;
  const confirms = Object.assign({}, ...checks.map((check) => check.confirms ?? {})) as FieldValues;
  return {
    line,
    blocking: checks.flatMap(({ blocking }) => blocking ?? []),
    changes: checks.flatMap(({ change }) => change ?? []),
    values: "product_qty" in values ? { ...keptWithQuantity(line), ...values } : values,
    confirms,
    operations: checks.flatMap(({ operations }) => operations ?? []),
  };
}

/**
 * Returns the current price and expected date, which must be written together with a quantity, even an unchanged one, because otherwise Odoo
 * would recompute them from the vendor's price list (purchase.order.line, `_compute_price_unit_and_date_planned_and_name`).
 */
export function keptWithQuantity(line: PurchaseLine): FieldValues {
  const kept = { price_unit: line.listPrice.toNumber() };
  return line.expectedAt === null ? kept : { ...kept, date_planned: line.expectedAt };
}
