import type { Term } from "../../../terms/term.ts";
import { count } from "../../kit/readable.ts";
import { about, named } from "../order-line.ts";
import type { PurchaseLine } from "../purchase-order.ts";
import type { Answer } from "./answer.ts";
import { datePlanned, isTooLate, ourDate } from "./dates.ts";
import { forAcceptance, type LineCheck } from "./line-check.ts";
import type { OrderResponsePolicy } from "./policy.ts";
import { say } from "./terms.ts";

/**
 * Checks a line with a backordered quantity. If the vendor promises dates that are within the policy, the latest of them is
 * written to the line. Otherwise, a person must decide.
 */
export function checkBackorder(line: PurchaseLine, answer: Answer, policy: OrderResponsePolicy): LineCheck {
  const finding = { code: "BACKORDER" as const, ...about(line), field: "date", ...ourDate(line) };
  const until = answer.backorderDate;
  if (until === null) return forAcceptance({ ...finding, text: withoutDate(line, answer) }, {});
  const last = answer.firmDate !== null && answer.firmDate > until ? answer.firmDate : until;
  const values = last === line.expected ? {} : datePlanned(line, last);
  const backorder = { ...finding, theirs: until, text: backorderedUntil(line, answer, until) };
  return !policy.accept_backorders || isTooLate(line, last, policy)
    ? forAcceptance(backorder, values)
    : { change: backorder, values };
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
