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
import { readAnswer } from "./answer.ts";
import type { OrderResponsePolicy } from "./policy.ts";
import { settleDay } from "./settle-day.ts";
import { settlePrice } from "./settle-price.ts";
import { settleQuantity } from "./settle-quantity.ts";
import { say } from "./terms.ts";
import type { Verdict } from "./verdict.ts";

/** What becomes of an order line: what a person must decide, or else what changes and the values to write. */
export type Settlement = {
  readonly line: PurchaseLine;
  readonly blocking: readonly Finding[];
  readonly changes: readonly Finding[];
  readonly values: FieldValues;
};

/**
 * Returns what becomes of an order line by the supplier's answer and the connection's policy. Rejections and
 * substitutions go straight to a person; otherwise quantity, date and price are settled one by one.
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
    const blocking = [unitNotConvertible(line, answer.unknownUnit, units.units)];
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

/** An accepted finding is a change like one that the policy allows. */
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
 * Returns the values that must be written together with a quantity. Otherwise Odoo recomputes the price and the
 * expected date from the vendor's price list (purchase.order.line, `_compute_price_unit_and_date_planned_and_name`).
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
