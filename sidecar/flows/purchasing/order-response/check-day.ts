import type { Term } from "../../../terms/term.ts";
import type { Finding } from "../../flow.ts";
import { count } from "../../kit/readable.ts";
import { about, named } from "../order-line.ts";
import type { PurchaseLine } from "../purchase-order.ts";
import type { AsSent } from "../sent-order.ts";
import type { Answer } from "./answer.ts";
import { checkBackorder } from "./check-backorder.ts";
import { datePlanned, isTooLate, ourDate } from "./dates.ts";
import { forAcceptance, type LineCheck } from "./line-check.ts";
import type { OrderResponsePolicy } from "./policy.ts";
import { say } from "./terms.ts";

/** Compares the dates that the vendor states for a line, also for a backordered quantity, with the expected date of the line. */
export function checkDay(
  line: PurchaseLine,
  answer: Answer,
  policy: OrderResponsePolicy,
  asSent: AsSent = line,
): LineCheck {
  if (answer.shipsOn !== null) return shipmentOnly(line, answer, answer.shipsOn);
  return answer.backordered.isZero()
    ? checkDate(line, answer, policy, asSent)
    : checkBackorder(line, answer, policy, asSent);
}

/**
 * Checks a response that states only a shipment date, so that the date of arrival is unknown and a person must decide. If the
 * person accepts it, the line keeps its expected date, unless the shipment is even later than that.
 */
function shipmentOnly(line: PurchaseLine, { backordered }: Answer, shipsOn: string): LineCheck {
  const isLate = line.expected !== null && shipsOn > line.expected;
  const values = { ...named(line), date: { date: shipsOn } };
  const text = backordered.isZero()
    ? say("ships-on", values)
    : say("backorder-ships-on", {
        ...values,
        backordered: count(backordered),
        ordered: count(line.ordered),
      });
  const finding: Finding = {
    code: backordered.isZero() ? "DATE_SLIP" : "BACKORDER",
    ...about(line),
    field: "shipment",
    ...ourDate(line),
    theirs: shipsOn,
    text,
  };
  return forAcceptance(finding, isLate ? datePlanned(line, shipsOn) : {});
}

function checkDate(
  line: PurchaseLine,
  answer: Answer,
  policy: OrderResponsePolicy,
  asSent: AsSent,
): LineCheck {
  const promised = answer.firmDate;
  if (promised === null && answer.repeatedDay !== null) return checkRequest(line, answer.repeatedDay);
  if (promised === null) return answer.isUndated ? { change: undated(line) } : {};
  if (promised === line.expected) return {};
  if (line.orderedOn !== null && promised < line.orderedOn)
    return { blocking: beforeTheOrder(line, promised, line.orderedOn) };
  if (isTooLate(line, promised, policy, asSent)) {
    const text = withOurs(line, promised, "promised", "promised-instead");
    return forAcceptance(dateSlip(line, text, promised), datePlanned(line, promised));
  }
  const text =
    answer.portions.length > 0
      ? say("expected-in-portions", { ...named(line), portions: { all: portionsOf(answer) } })
      : withOurs(line, promised, "expected", "expected-instead");
  return { change: dateSlip(line, text, promised), values: datePlanned(line, promised) };
}

function portionsOf({ portions }: Answer): Term[] {
  return portions.map(({ quantity, date }) => say("portion", { quantity: count(quantity), date: { date } }));
}

/**
 * Checks our requested date as the vendor restates it. If it differs from our date, the vendor has misread the order, and a
 * person must decide.
 */
function checkRequest(line: PurchaseLine, repeated: string): LineCheck {
  if (repeated === line.expected) return {};
  const text = withOurs(line, repeated, "request-repeated", "request-misread");
  return forAcceptance(dateSlip(line, text, repeated), datePlanned(line, repeated));
}

function beforeTheOrder(line: PurchaseLine, promised: string, ordered: string): Finding {
  const text = say("promised-before-order", {
    ...named(line),
    theirs: { date: promised },
    ordered: { date: ordered },
  });
  return dateSlip(line, text, promised);
}

/**
 * Returns the change for a line for which the vendor explicitly promises no date. The line keeps its expected date, and the
 * change shows users that the vendor has not promised it.
 */
function undated(line: PurchaseLine): Finding {
  const text =
    line.expected === null
      ? say("no-date", named(line))
      : say("no-date-keeps-ours", { ...named(line), ours: { date: line.expected } });
  return dateSlip(line, text);
}

/**
 * Returns the text about the vendor's date. If the line has an expected date, it is the term `beside`, which also contains that
 * date, otherwise the term `alone`.
 */
function withOurs(
  line: PurchaseLine,
  day: string,
  alone: "promised" | "expected" | "request-repeated",
  beside: "promised-instead" | "expected-instead" | "request-misread",
): Term {
  const values = { ...named(line), theirs: { date: day } };
  return line.expected === null
    ? say(alone, values)
    : say(beside, { ...values, ours: { date: line.expected } });
}

function dateSlip(line: PurchaseLine, text: Term, theirs?: string): Finding {
  return {
    code: "DATE_SLIP",
    ...about(line),
    field: "date",
    ...ourDate(line),
    ...(theirs === undefined ? {} : { theirs }),
    text,
  };
}
