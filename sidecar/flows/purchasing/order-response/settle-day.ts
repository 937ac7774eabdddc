import { instantOfDay } from "../../../documents/days.ts";
import type { FieldValues, Finding } from "../../flow.ts";
import { readable } from "../../kit/findings.ts";
import { daysLater } from "../../kit/tolerance.ts";
import type { PurchaseLine } from "../purchase-order.ts";
import type { Answer } from "./answer.ts";
import type { OrderResponsePolicy } from "./policy.ts";
import { about, forAcceptance, lineName, type Verdict } from "./verdict.ts";

/** Returns what becomes of the day on which a line is expected: of what comes as agreed, and of what comes later. */
export function settleDay(line: PurchaseLine, answer: Answer, policy: OrderResponsePolicy): Verdict {
  if (answer.shipsOn !== null) return shipmentOnly(line, answer, answer.shipsOn);
  return answer.backordered.isZero()
    ? settleDate(line, answer, policy)
    : settleBackorder(line, answer, policy);
}

/** Goods that leave on a day arrive on a later one. Accepted, the line keeps its day, unless that is before the shipment. */
function shipmentOnly(line: PurchaseLine, answer: Answer, shipsOn: string): Verdict {
  const isLate = line.expected !== null && shipsOn > line.expected;
  const what = answer.backordered.isZero()
    ? "ships"
    : `${readable(answer.backordered)} of ${readable(line.ordered)} backordered, the last of it ships`;
  const text = `${lineName(line)}: ${what} on ${shipsOn}; when it arrives is not said.`;
  const finding: Finding = {
    code: answer.backordered.isZero() ? "DATE_SLIP" : "BACKORDER",
    ...about(line),
    field: "shipment",
    ...ourDate(line),
    theirs: shipsOn,
    text,
  };
  return forAcceptance(finding, isLate ? datePlanned(line, shipsOn) : {});
}

function settleDate(line: PurchaseLine, answer: Answer, policy: OrderResponsePolicy): Verdict {
  const promised = answer.firmDate;
  if (promised === null && answer.repeatedDay !== null) return settleRequest(line, answer.repeatedDay);
  if (promised === null) return answer.isUndated ? { change: undated(line) } : {};
  if (promised === line.expected) return {};
  if (line.orderedOn !== null && promised < line.orderedOn)
    return { blocking: beforeTheOrder(line, promised) };
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

/** The supplier repeats a day as the one we asked for. Where it is ours, all is well; where it is not, it read another one. */
function settleRequest(line: PurchaseLine, repeated: string): Verdict {
  if (repeated === line.expected) return {};
  const text = `${lineName(line)}: the supplier says that we asked for ${repeated}${insteadOf(line)}, and promises no day.`;
  const finding: Finding = {
    code: "DATE_SLIP",
    ...about(line),
    field: "date",
    ...ourDate(line),
    theirs: repeated,
    text,
  };
  return forAcceptance(finding, datePlanned(line, repeated));
}

function beforeTheOrder(line: PurchaseLine, promised: string): Finding {
  const text = `${lineName(line)}: promised for ${promised}, before it was ordered (${line.orderedOn}).`;
  return { code: "DATE_SLIP", ...about(line), field: "date", ...ourDate(line), theirs: promised, text };
}

/** The line keeps its day, and a person sees that nobody stands by it. */
function undated(line: PurchaseLine): Finding {
  const kept = line.expected === null ? "" : `; ${line.expected} stays`;
  const text = `${lineName(line)}: accepted, but the supplier promises no day${kept}.`;
  return { code: "DATE_SLIP", ...about(line), field: "date", ...ourDate(line), text };
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
