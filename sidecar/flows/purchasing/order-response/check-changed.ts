import type { Decimal } from "decimal.js";
import type { Finding } from "../../flow.ts";
import { quantityIn, readablePrice, timesUnit, unitPrice } from "../../kit/readable.ts";
import { samePrice, sameStored } from "../../kit/tolerance.ts";
import { about, named } from "../order-line.ts";
import { itemLabel, type PurchaseLine } from "../purchase-order.ts";
import type { ChangedLine, SentLine } from "../sent-order.ts";
import type { Answer } from "./answer.ts";
import { checkDay } from "./check-day.ts";
import { checkPrice, isOursPerPiece, priceValues } from "./check-price.ts";
import { checkQuantity, quantityValues } from "./check-quantity.ts";
import { datePlanned } from "./dates.ts";
import { forAcceptance, type LineCheck } from "./line-check.ts";
import type { OrderResponsePolicy } from "./policy.ts";
import { say } from "./terms.ts";

/**
 * Checks the response to a line that was changed in Odoo after it was sent. The vendor answers the line as it was sent, so that
 * each changed value needs a person's decision, unless the vendor states the value that the order has now. Values that were not
 * changed are checked as usual.
 */
export function checkChangedLine(
  line: PurchaseLine,
  changed: ChangedLine,
  answer: Answer,
  policy: OrderResponsePolicy,
): readonly LineCheck[] {
  const { fields } = changed;
  return [
    fields.has("quantity")
      ? changedQuantity(line, changed, answer, policy)
      : checkQuantity(line, answer, policy),
    fields.has("date") ? changedDate(line, changed, answer, policy) : checkDay(line, answer, policy),
    fields.has("price") ? changedPrice(line, changed, answer, policy) : checkPrice(line, answer, policy),
  ];
}

/** Returns the finding for a line whose item or unit was changed after it was sent. It cannot be accepted. */
export function changedItem(line: PurchaseLine, { sent, fields }: ChangedLine): Finding | null {
  if (!fields.has("item") && !fields.has("unit")) return null;
  const [before, now] = [ofSent(sent), `${timesUnit(line.ordered, line.unit)} ${itemLabel(line.product)}`];
  const text = say("changed-item", { ...named(line), sent: before, ours: now });
  const field = fields.has("item") ? "item" : "unit";
  return { code: "ORDER_CHANGED", ...about(line), field, sent: before, ours: now, theirs: before, text };
}

/** Returns the finding for a line that the vendor answers and that is no longer on the order. It cannot be accepted. */
export function noLongerOrdered(sent: SentLine): Finding {
  const [line, item, before] = [String(sent.number), sent.item, ofSent(sent)];
  const text = say("no-longer-ordered", { line, item });
  return { code: "ORDER_CHANGED", line, item, field: "item", sent: before, theirs: before, text };
}

function ofSent({ ordered, unitName, item }: SentLine): string {
  return `${timesUnit(ordered, { name: unitName })} ${item}`;
}

function changedQuantity(
  line: PurchaseLine,
  { sent, ...versions }: ChangedLine,
  answer: Answer,
  policy: OrderResponsePolicy,
): LineCheck {
  const offered = answer.firm.plus(answer.backordered);
  if (offered.isZero()) return checkQuantity(line, answer, policy);
  if (sameStored(line.ordered, offered, answer.rounding)) {
    const isSame = ({ ordered }: SentLine) => sameStored(ordered, offered, answer.rounding);
    return confirmed({ product_qty: line.ordered }, isAnswerToEarlier(versions, isSame));
  }
  const words = (quantity: Decimal) => quantityIn(quantity, line.unit);
  const text = say("changed-quantity", {
    ...named(line),
    sent: words(sent.ordered),
    theirs: words(offered),
    ours: words(line.ordered),
  });
  const values = offered.plus(line.unit.step).lt(line.received) ? null : quantityValues(line, offered);
  const times = (quantity: Decimal) => timesUnit(quantity, line.unit);
  return forAcceptance(
    {
      ...changed(line, "quantity", text),
      sent: times(sent.ordered),
      ours: times(line.ordered),
      theirs: times(offered),
    },
    values,
  );
}

function changedPrice(
  line: PurchaseLine,
  { sent, ...versions }: ChangedLine,
  answer: Answer,
  policy: OrderResponsePolicy,
): LineCheck {
  const isUndecided = answer.pricePending || answer.priceChanged || answer.pricedOtherwise !== null;
  if (answer.price === null && isUndecided) return checkPrice(line, answer, policy);
  if (answer.pricePending || isOursPerPiece(line, answer)) return checkPrice(line, answer, policy);
  const theirs = answer.price ?? sent.price;
  if (samePrice(line.price, theirs, line.ordered)) {
    const isSame = ({ price }: SentLine) => samePrice(price, theirs, line.ordered);
    return confirmed({ price_unit: line.listPrice }, isAnswerToEarlier(versions, isSame));
  }
  const text = say("changed-price", {
    ...named(line),
    sent: unitPrice(sent.price),
    theirs: unitPrice(theirs),
    ours: unitPrice(line.price),
  });
  return forAcceptance(
    {
      ...changed(line, "price", text),
      sent: readablePrice(sent.price),
      ours: readablePrice(line.price),
      theirs: readablePrice(theirs),
    },
    line.discount.isZero() ? priceValues(theirs) : null,
  );
}

function changedDate(
  line: PurchaseLine,
  { sent, ...versions }: ChangedLine,
  answer: Answer,
  policy: OrderResponsePolicy,
): LineCheck {
  const theirs = answeredDate(answer) ?? sent.expected;
  const isAskedAnyway = answer.shipsOn !== null || (!answer.backordered.isZero() && !answer.backorderDate);
  if (theirs === null || isAskedAnyway) return checkDay(line, answer, policy);
  if (theirs === line.expected) {
    const isEarlier = isAnswerToEarlier(versions, ({ expected }) => expected === theirs);
    return line.expectedAt === null || isEarlier ? {} : { confirms: { date_planned: line.expectedAt } };
  }
  const day = (date: string | null) => (date === null ? say("no-day") : { date });
  const text = say("changed-date", {
    ...named(line),
    sent: day(sent.expected),
    theirs: day(theirs),
    ours: day(line.expected),
  });
  return forAcceptance(
    {
      ...changed(line, "date", text),
      ...(sent.expected === null ? {} : { sent: sent.expected }),
      ...(line.expected === null ? {} : { ours: line.expected }),
      theirs,
    },
    datePlanned(line, theirs),
  );
}

/** Returns the latest date that the vendor states for the line, or null if the vendor states none. */
function answeredDate({ firmDate, backorderDate, repeatedDay }: Answer): string | null {
  const [last] = [firmDate, backorderDate]
    .filter((date) => date !== null)
    .sort()
    .reverse();
  return last ?? repeatedDay;
}

function changed(line: PurchaseLine, field: string, text: Finding["text"]): Finding {
  return { code: "ORDER_CHANGED", ...about(line), field, text };
}

/**
 * Returns whether the vendor states the value of an earlier version, while the last version that it received has another value.
 * The response has then probably crossed the later version, so that the vendor may still follow the last one.
 */
function isAnswerToEarlier(
  { earlier, last }: Pick<ChangedLine, "earlier" | "last">,
  isSame: (sent: SentLine) => boolean,
): boolean {
  return !isSame(last) && earlier.some(isSame);
}

/**
 * Returns the check of a value that the vendor states as the order has it now. Nothing is confirmed if the response is about an
 * earlier version: the order then remains *Changed, not sent*.
 */
function confirmed(values: Readonly<Record<string, Decimal>>, isEarlier: boolean): LineCheck {
  if (isEarlier) return {};
  const entries = Object.entries(values).map(([field, value]) => [field, value.toNumber()] as const);
  return { confirms: Object.fromEntries(entries) };
}
