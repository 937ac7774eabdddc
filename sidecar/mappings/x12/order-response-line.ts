import { element } from "../../codecs/x12/navigate.ts";
import type { X12Loop, X12Segment } from "../../codecs/x12/types.ts";
import type { OrderResponseLine, OrderResponsePart } from "../../documents/order-response.ts";
import type { Quantity } from "../../documents/values.ts";
import type { Findings } from "../mapping.ts";
import { unitPrice } from "./amounts.ts";
import { mostBinding, promiseMeaning } from "./dates.ts";
import { dateAt, decimalAt, descriptionOf, flatten, itemAt, type Place, unitAt } from "./values.ts";

type Status = OrderResponsePart["status"];

/**
 * Line item status (ACK01, element 668). Holds (IF, IH, IW) are backorders without a date: nothing is promised.
 * IE (price pending) is a price change without a price: somebody has to look.
 */
const statuses: Readonly<Record<string, Status>> = {
  IA: "accepted",
  AA: "accepted",
  AC: "accepted",
  AR: "accepted",
  SP: "accepted",
  IB: "backordered",
  IF: "backordered",
  IH: "backordered",
  IW: "backordered",
  IC: "changed",
  IP: "price-changed",
  IE: "price-changed",
  IQ: "quantity-changed",
  DR: "date-changed",
  IS: "substituted",
  IR: "rejected",
  ID: "rejected",
  R1: "rejected",
  R2: "rejected",
  R3: "rejected",
  R4: "rejected",
  R5: "rejected",
  R6: "rejected",
  BP: "partial",
};

/** Gives one line of the answer: a PO1 loop with its ACK segments as parts, or its schedules (SCH) when it has none. */
export function mapResponseLine(
  loop: X12Loop,
  index: number,
  currency: string,
  findings: Findings,
): OrderResponseLine {
  const inLine = flatten(loop, ["SLN"]);
  const po1 = inLine.find(({ id }) => id === "PO1");
  const place = { findings, line: element(po1, 1) ?? String(index + 1) };
  const quantity = quantityAt(po1, 2, 3, undefined, place);
  const price = priceAt(po1, place);
  const parts = acknowledgedParts(inLine, quantity?.unit, currency, place);
  return {
    ...(element(po1, 1) === undefined ? {} : { id: element(po1, 1) }),
    item: po1 === undefined ? { ids: [] } : itemAt(po1, 6, descriptionOf(inLine)),
    ...(quantity === undefined ? {} : { quantity }),
    ...(price === undefined ? {} : { price: { amount: price, currency } }),
    parts: withDates(parts.length > 0 ? parts : scheduledParts(inLine, quantity?.unit, place), inLine, place),
  };
}

/** A quantity without a unit is in the line's unit; without any unit it is held, never guessed. */
function quantityAt(
  from: X12Segment | undefined,
  at: number,
  unitIndex: number,
  unitOfLine: string | undefined,
  place: Place,
): Quantity | undefined {
  const value = decimalAt(from, at, place);
  const stated = unitAt(from, unitIndex, place);
  if (value === undefined) return undefined;
  const unit = stated ?? unitOfLine;
  if (unit !== undefined) return { value, unit };
  if (element(from, unitIndex) !== undefined) return undefined;
  return place.findings.add({
    code: "UNKNOWN_UNIT",
    ...(place.line === undefined ? {} : { line: place.line }),
    field: "unit",
    text: `A quantity of line ${place.line} has no unit.`,
  });
}

function priceAt(po1: X12Segment | undefined, place: Place): string | undefined {
  const price = decimalAt(po1, 4, place);
  return price === undefined ? undefined : unitPrice(price, element(po1, 5));
}

function acknowledgedParts(
  inLine: readonly X12Segment[],
  unit: string | undefined,
  currency: string,
  place: Place,
): OrderResponsePart[] {
  const newPrice = decimalAt(
    inLine.find(({ id }) => id === "CTP"),
    3,
    place,
  );
  return inLine.flatMap((ack, index) => {
    if (ack.id !== "ACK") return [];
    const status = statuses[element(ack, 1) ?? ""] ?? unknownStatus(place);
    if (status === undefined) return [];
    const quantity = quantityAt(ack, 2, 3, unit, place);
    const price = status === "price-changed" || status === "changed" ? newPrice : undefined;
    const substitute = itemAt(ack, 7);
    return [
      {
        status,
        ...(quantity === undefined ? {} : { quantity }),
        ...promiseOf(ack, inLine.slice(index + 1), place),
        ...(price === undefined ? {} : { price: { amount: price, currency } }),
        ...(status === "substituted" && substitute.ids.length > 0 ? { substitute } : {}),
      },
    ];
  });
}

function unknownStatus({ findings, line }: Place): undefined {
  return findings.add({
    code: "UNSUPPORTED_DOCUMENT",
    ...(line === undefined ? {} : { line }),
    field: "ACK01",
    text: `Line ${line} has a status (ACK01) whose meaning was not agreed.`,
  });
}

type Promise = Pick<OrderResponsePart, "date" | "dateMeaning">;

/** The date of an ACK: its own (ACK04/05), else that of the DTM segments that follow it directly. */
function promiseOf(ack: X12Segment, following: readonly X12Segment[], place: Place): Promise {
  const own = dateAt(ack, 5, place);
  if (own !== undefined) return { date: own, dateMeaning: promiseMeaning(element(ack, 4)) };
  const end = following.findIndex(({ id }) => id !== "DTM");
  return promiseIn(following.slice(0, end === -1 ? undefined : end), place);
}

function promiseIn(dtms: readonly X12Segment[], place: Place): Promise {
  const found = mostBinding(dtms.map((dtm) => ({ qualifier: element(dtm, 1), dtm })));
  const date = dateAt(found?.dtm, 2, place);
  return date === undefined ? {} : { date, dateMeaning: promiseMeaning(found?.qualifier) };
}

/** Schedules without a status: the seller confirms the line in these portions (SCH01/02 quantity, SCH05/06 date). */
function scheduledParts(
  inLine: readonly X12Segment[],
  unit: string | undefined,
  place: Place,
): OrderResponsePart[] {
  return inLine
    .filter(({ id }) => id === "SCH")
    .map((sch) => {
      const quantity = quantityAt(sch, 1, 2, unit, place);
      const date = dateAt(sch, 6, place);
      return {
        status: "accepted" as const,
        ...(quantity === undefined ? {} : { quantity }),
        ...(date === undefined ? {} : { date, dateMeaning: promiseMeaning(element(sch, 5)) }),
      };
    });
}

/**
 * Gives the parts with a date where they had none: the line's own DTM (those before its first ACK or SCH), else its
 * last schedule. A line with such a date and no parts becomes one accepted part.
 */
function withDates(
  parts: OrderResponsePart[],
  inLine: readonly X12Segment[],
  place: Place,
): OrderResponsePart[] {
  const detail = inLine.findIndex(({ id }) => id === "ACK" || id === "SCH");
  const before = detail === -1 ? inLine : inLine.slice(0, detail);
  const stated = promiseIn(
    before.filter(({ id }) => id === "DTM"),
    place,
  );
  const promise = stated.date === undefined ? lastSchedule(inLine, place) : stated;
  if (promise.date === undefined) return parts;
  if (parts.length === 0) return [{ status: "accepted", ...promise }];
  const takesDate = (part: OrderResponsePart) =>
    part.date === undefined && isPromised(part.status, parts.length);
  return parts.map((part) => (takesDate(part) ? { ...part, ...promise } : part));
}

/** A backordered part beside others has only a date of its own: the line's date is that of the goods that do come. */
function isPromised(status: Status, partsOfLine: number): boolean {
  return status !== "rejected" && (status !== "backordered" || partsOfLine === 1);
}

function lastSchedule(inLine: readonly X12Segment[], place: Place): Promise {
  const dates = inLine
    .filter(({ id }) => id === "SCH")
    .map((sch) => ({ date: dateAt(sch, 6, place), dateMeaning: promiseMeaning(element(sch, 5)) }));
  return dates.reduce<Promise>(
    (last, { date, dateMeaning }) =>
      date !== undefined && date > (last.date ?? "") ? { date, dateMeaning } : last,
    {},
  );
}
