import type { Term } from "../../../terms/term.ts";
import type { Finding } from "../../flow.ts";
import { count } from "../../kit/readable.ts";
import { heldQuantity, sameStored } from "../../kit/tolerance.ts";
import { about, named } from "../order-line.ts";
import type { PurchaseLine } from "../purchase-order.ts";
import type { AsSent } from "../sent-order.ts";
import type { Answer } from "./answer.ts";
import { datePlanned, isTooLate, ourDate } from "./dates.ts";
import { reducedTo, splitOff } from "./decided-operations.ts";
import { type Alternative, forAcceptance, type LineCheck } from "./line-check.ts";
import type { OrderResponsePolicy } from "./policy.ts";
import { say } from "./terms.ts";

/**
 * Checks a line with a backordered quantity. If the vendor promises dates that are within the policy, the latest of them is
 * written to the line. Otherwise, a person must decide.
 */
export function checkBackorder(
  line: PurchaseLine,
  answer: Answer,
  policy: OrderResponsePolicy,
  asSent: AsSent,
): LineCheck {
  const finding = { code: "BACKORDER" as const, ...about(line), field: "date", ...ourDate(line) };
  const until = answer.backorderDate;
  if (until === null) return forAcceptance({ ...finding, text: withoutDate(line, answer) }, {});
  const last = answer.firmDate !== null && answer.firmDate > until ? answer.firmDate : until;
  const values = last === line.expected ? {} : datePlanned(line, last);
  const backorder = { ...finding, theirs: until, text: backorderedUntil(line, answer, until) };
  return !policy.accept_backorders || isTooLate(line, last, policy, asSent)
    ? forAcceptance(backorder, values, inTwoLines(line, answer, until, backorder))
    : { change: backorder, values };
}

/**
 * Returns the decision to split a line: the confirmed quantity stays on it, and a new line gets the backordered quantity with its
 * date. Returns an empty list if the quantities do not add up to the ordered one, or if Odoo cannot store them.
 */
function inTwoLines(line: PurchaseLine, answer: Answer, until: string, finding: Finding): Alternative[] {
  const { firm, backordered, firmDate, rounding } = answer;
  const rest = reducedTo(line, firm);
  const isWhole = sameStored(line.ordered, firm.plus(backordered), rounding);
  const isStorable = heldQuantity(backordered, line.unit.step) !== null;
  if (rest === null || firm.isZero() || !isWhole || !isStorable) return [];
  const values = {
    ...rest,
    ...(firmDate === null || firmDate === line.expected ? {} : datePlanned(line, firmDate)),
  };
  const operations = () => [splitOff(line, backordered, datePlanned(line, until))];
  return [{ code: "split", text: say("split", { finding: finding.text }), values, operations }];
}

function withoutDate(line: PurchaseLine, { backordered }: Answer): Term {
  const values = { ...named(line), backordered: count(backordered), ordered: count(line.ordered) };
  return say("backordered-without-date", values);
}

function backorderedUntil(line: PurchaseLine, { firm, firmDate, backordered }: Answer, until: string): Term {
  const values = { ...named(line), backordered: count(backordered), date: { date: until } };
  if (firm.isZero()) return say("backordered-until", values);
  return firmDate === null
    ? say("part-backordered", { ...values, firm: count(firm) })
    : say("part-backordered-firm-on", { ...values, firm: count(firm), firmDate: { date: firmDate } });
}
