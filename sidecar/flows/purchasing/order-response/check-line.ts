import type {
  OrderResponse,
  OrderResponseLine,
  OrderResponsePart,
} from "../../../documents/order-response.ts";
import type { Acceptance, FieldValues, Finding } from "../../flow.ts";
import type { UnitContext } from "../../kit/find-unit.ts";
import { asAccepted, isAccepted } from "../../kit/findings.ts";
import { codesOf, itemNumbers } from "../../kit/item-matching.ts";
import { timesUnit } from "../../kit/readable.ts";
import { unitWord } from "../../kit/unit-codes.ts";
import { about, named, unitNotConvertible } from "../order-line.ts";
import { itemLabel, type PurchaseLine } from "../purchase-order.ts";
import { changedSince, type SentLine } from "../sent-order.ts";
import { readAnswer } from "./answer.ts";
import { changedItem, checkChangedLine } from "./check-changed.ts";
import { checkDay } from "./check-day.ts";
import { checkPrice } from "./check-price.ts";
import { checkQuantity } from "./check-quantity.ts";
import type { LineCheck } from "./line-check.ts";
import type { OrderResponsePolicy } from "./policy.ts";
import { say } from "./terms.ts";

/**
 * The result for an order line: the findings that require a decision (`blocking`) or, if there are none, the changes and the
 * values to write.
 */
export type LineResult = {
  readonly line: PurchaseLine;
  readonly blocking: readonly Finding[];
  readonly changes: readonly Finding[];
  readonly values: FieldValues;
};

/**
 * Checks the response to an order line against the connection's policy. Rejections and substitutions always require a person's
 * decision. For any other line, quantity, date and price are checked separately: against the order or, if the line was changed
 * after it was sent, against the line as it was sent.
 */
export function checkLine(
  line: PurchaseLine,
  response: OrderResponseLine,
  document: OrderResponse,
  units: UnitContext,
  policy: OrderResponsePolicy,
  accepted: readonly Acceptance[],
  sent: readonly SentLine[],
): LineResult {
  const refusals = refusalsOf(line, response);
  if (refusals.length > 0) return { line, blocking: refusals, changes: [], values: {} };
  const changed = changedSince(line, sent);
  const item = changed && changedItem(line, changed);
  if (item !== null) return { line, blocking: [item], changes: [], values: {} };
  const ordered = changed?.sent.ordered ?? line.ordered;
  const answer = readAnswer(response, ordered, { document, units, transitDays: policy.transit_days });
  if ("unknownUnit" in answer) {
    const blocking = [unitNotConvertible(line, answer.unknownUnit, units.units)];
    return { line, blocking, changes: [], values: {} };
  }
  const checks = changed
    ? checkChangedLine(line, changed, answer, policy)
    : [checkQuantity(line, answer, policy), checkDay(line, answer, policy), checkPrice(line, answer, policy)];
  return combined(
    line,
    checks.map((check) => withAcceptance(check, accepted)),
  );
}

/** Converts a finding that a person has accepted to a change; returns any other check unchanged. */
function withAcceptance(check: LineCheck, accepted: readonly Acceptance[]): LineCheck {
  const { blocking, values } = check;
  if (!blocking?.acceptable || !isAccepted(blocking, accepted)) return check;
  return { change: asAccepted(blocking), ...(values && { values }) };
}

function combined(line: PurchaseLine, checks: readonly LineCheck[]): LineResult {
  const values = Object.assign({}, ...checks.map((check) => check.values ?? {})) as FieldValues;
  return {
    line,
    blocking: checks.flatMap(({ blocking }) => blocking ?? []),
    changes: checks.flatMap(({ change }) => change ?? []),
    values: "product_qty" in values ? { ...keptWithQuantity(line), ...values } : values,
  };
}

/**
 * Returns the current price and expected date, which must be written together with a changed quantity, because otherwise Odoo
 * would recompute them from the vendor's price list (purchase.order.line, `_compute_price_unit_and_date_planned_and_name`).
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
  const text =
    quantity === undefined
      ? say("line-rejected", named(line))
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
