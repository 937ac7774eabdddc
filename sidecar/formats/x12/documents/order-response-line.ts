import { code, element } from "../../../codecs/x12/navigate.ts";
import type { X12Loop, X12Segment } from "../../../codecs/x12/types.ts";
import type { OrderResponseLine, OrderResponsePart } from "../../../documents/order-response.ts";
import type { Identifier, Price, Quantity } from "../../../documents/values.ts";
import type { Findings } from "../../mapping.ts";
import type { CodeTable } from "../../shared/code-table.ts";
import { type LineStatus, lineStatuses } from "../codes/answers.ts";
import { say } from "../terms.ts";
import { chargesIn } from "../values/charges.ts";
import {
  checkCurrency,
  codeAt,
  decimalAt,
  descriptionOf,
  flatten,
  itemAt,
  type LinePlace,
  unitAt,
} from "../values/elements.ts";
import { basisOfLine, linePrice, priceChange, type StatedPrice } from "../values/prices.ts";
import {
  backorderPromisedBy,
  type Promised,
  promisedBy,
  type StatedDate,
  statedDate,
  statedDates,
} from "../values/promises.ts";
import { taxCharges } from "../values/taxes.ts";

/** Where the segment that opens a line has its values, as positions of elements, and what it says about the line by itself. */
export type LineLayout = {
  /** The ID of the segment and of its loop. */
  readonly id: "PO1" | "POC";
  readonly quantity: number;
  readonly unit: number;
  /** The position of the price, which the basis of the price follows. */
  readonly price: number;
  /** The position of the first pair of item numbers. */
  readonly items: number;
  /** The position and the table of a code that says what happens to the line, unless it has an ACK. */
  readonly status?: { readonly at: number; readonly table: CodeTable<LineStatus> };
};

/** The values of the heading that apply to the lines. */
export type Heading = {
  /** The currency of the prices (ISO 4217). */
  readonly currency: string;
  /** The dates in the DTM segments of the heading. */
  readonly dates: readonly StatedDate[];
};

/**
 * The context in which the segments of a line are mapped. `unit`, `quantity` and `status` are the values in the segment that opens
 * it (`opening`); `place` collects its findings.
 */
type Line = {
  readonly layout: LineLayout;
  readonly opening: X12Segment | undefined;
  readonly status: LineStatus | undefined;
  readonly segments: readonly X12Segment[];
  /** The dates in the line's own DTM segments, which precede its first ACK or SCH. */
  readonly dates: readonly StatedDate[];
  readonly unit: string | undefined;
  readonly quantity: string | undefined;
  readonly heading: Heading;
  readonly place: LinePlace;
};

/**
 * Maps the loop of a line to a line of the order response. The parts of the line are built from its ACK segments or, if there are
 * none, from its schedules (SCH) or from what the opening segment says.
 */
export function mapResponseLine(
  loop: X12Loop,
  index: number,
  heading: Heading,
  layout: LineLayout,
  findings: Findings,
): OrderResponseLine {
  const inLoop = flatten(loop, ["SLN"]);
  // Sublines are separate items. Prices in a charge loop and dates in a reference loop do not belong to the line.
  const segments = flatten(loop, ["SLN", "SAC", "N9"]);
  const opening = segments.find(({ id }) => id === layout.id);
  const place = { findings, line: element(opening, 1) ?? String(index + 1) };
  const status = layout.status && codeAt(opening, layout.status.at, layout.status.table, place);
  const stated = quantityAt(opening, layout.quantity, layout.unit, undefined, place);
  const dates = ownDates(segments, place);
  const line = {
    layout,
    opening,
    segments,
    status,
    dates,
    unit: stated?.unit,
    quantity: stated?.value,
    heading,
    place,
  };
  checkCurrency(inLoop, heading.currency, place);
  const price = linePrice(opening, stated?.unit, place, layout.price);
  const charges = [...chargesIn(inLoop, place), ...taxCharges(inLoop, place)];
  return {
    ...(element(opening, 1) === undefined ? {} : { id: element(opening, 1) }),
    item: opening === undefined ? { ids: [] } : itemAt(opening, layout.items, descriptionOf(segments)),
    ...(stated === undefined ? {} : { quantity: stated }),
    ...(price === undefined ? {} : { price: inCurrency(price, heading) }),
    parts: partsOf(line),
    ...(charges.length === 0 ? {} : { charges }),
  };
}

const inCurrency = (price: StatedPrice, { currency }: Heading): Price => ({ ...price, currency });

function ownDates(segments: readonly X12Segment[], place: LinePlace): StatedDate[] {
  const detail = segments.findIndex(({ id }) => id === "ACK" || id === "SCH");
  const before = detail === -1 ? segments : segments.slice(0, detail);
  return statedDates(
    before.filter(({ id }) => id === "DTM"),
    place,
  );
}

/**
 * Returns the quantity at a position, in its own unit or, if it has none, in the unit of the line. If there is no unit at all,
 * adds a finding and returns undefined, because a person must decide on the unit.
 */
function quantityAt(
  from: X12Segment | undefined,
  at: number,
  unitIndex: number,
  unitOfLine: string | undefined,
  place: LinePlace,
): Quantity | undefined {
  const value = decimalAt(from, at, place);
  const stated = unitAt(from, unitIndex, place);
  if (value === undefined) return undefined;
  const unit = stated ?? unitOfLine;
  if (unit !== undefined) return { value, unit };
  if (code(from, unitIndex) !== undefined) return undefined;
  return place.findings.add({
    code: "UNKNOWN_UNIT",
    line: place.line,
    field: "unit",
    text: say("quantity-without-unit", { line: place.line }),
  });
}

/**
 * Returns the parts of a line: one for each ACK. Without an ACK, returns one part if the opening segment says that the line is
 * rejected or substituted, otherwise one for each SCH. If there are neither, returns one part with what the opening segment says,
 * or one accepted part if the line has a date, otherwise none.
 */
function partsOf(line: Line): OrderResponsePart[] {
  const acknowledged = acknowledgedParts(line);
  if (acknowledged.length > 0) return acknowledged;
  const { status } = line;
  if (status !== undefined && isRefusal(status.status)) return [{ status: status.status }];
  const scheduled = scheduledParts(line);
  if (scheduled.length > 0) return scheduled;
  const promise = line.dates.length === 0 ? {} : promisedBy(line.dates, line.heading.dates);
  if (status !== undefined) return [{ status: status.status, ...promise }];
  return promise.dateMeaning === undefined ? [] : [{ status: "accepted", ...promise }];
}

const isRefusal = (status: OrderResponsePart["status"]) => status === "rejected" || status === "substituted";

type Acknowledged = {
  readonly ack: X12Segment;
  readonly says: LineStatus;
  /** The dates of this part, which are in ACK04/05 and in the DTM segments that directly follow the ACK. */
  readonly dates: readonly StatedDate[];
};

function acknowledgedParts(line: Line): OrderResponsePart[] {
  const { segments, heading, place, opening, layout } = line;
  const acks = segments.flatMap((ack, index): Acknowledged[] => {
    if (ack.id !== "ACK") return [];
    const says = codeAt(ack, 1, lineStatuses, place);
    const dates = [...statedDate(ack, 4, 5, place), ...statedDates(dtmsBehind(segments, index), place)];
    return says === undefined ? [] : [{ ack, says, dates }];
  });
  const changed = priceChange(
    segments.filter(({ id }) => id === "CTP"),
    basisOfLine(opening, place, layout.price),
    line,
    place,
  );
  const item = opening === undefined ? [] : itemAt(opening, layout.items).ids;
  const schedules = scheduleDates(line);
  return acks.map((each): OrderResponsePart => {
    const quantity = statedQuantity(each, line);
    const substitute = itemAt(each.ack, 7);
    const status = namesAnother(substitute.ids, item) ? "substituted" : each.says.status;
    return {
      status,
      ...(quantity === undefined ? {} : { quantity }),
      ...promiseOf(each, acks.length, schedules, line),
      ...(changed === undefined || isRefusal(status) ? {} : { price: inCurrency(changed, heading) }),
      ...(each.says.pricePending ? { pricePending: true as const } : {}),
      ...(status === "substituted" && substitute.ids.length > 0 ? { substitute } : {}),
    };
  });
}

/**
 * Returns whether an ACK contains an item number that differs from the line's item number in the same scheme. If so, the seller
 * offers that item as a substitute, regardless of the status.
 */
function namesAnother(offered: readonly Identifier[], ordered: readonly Identifier[]): boolean {
  return offered.some(({ scheme, id }) => {
    const ofLine = scheme.startsWith("x12:") ? [] : ordered.filter((each) => each.scheme === scheme);
    return ofLine.length > 0 && ofLine.every((each) => each.id !== id);
  });
}

function dtmsBehind(segments: readonly X12Segment[], index: number): readonly X12Segment[] {
  const following = segments.slice(index + 1);
  const end = following.findIndex(({ id }) => id !== "DTM");
  return following.slice(0, end === -1 ? undefined : end);
}

/**
 * Returns the quantity of an ACK. Returns undefined if the ACK applies to the whole line because it states no quantity, or
 * because it states 0 and its status means the whole line then.
 */
function statedQuantity({ ack, says }: Acknowledged, { unit, place }: Line): Quantity | undefined {
  const quantity = quantityAt(ack, 2, 3, unit, place);
  const isZero = quantity !== undefined && Number(quantity.value) === 0;
  return isZero && says.zero === "the whole line" ? undefined : quantity;
}

/**
 * Returns the promised date of a part, which is the highest-ranking date among the dates of the part, of its line (or of the
 * line's last schedule) and of the heading. If neither the part nor the line has a date, the promise is empty, because the date
 * of the heading is stored on the document. For a backordered part, the dates of the heading are ignored and, if the line has
 * other parts, also the dates of the line, because they apply to the goods that are delivered.
 */
function promiseOf(
  { says, dates }: Acknowledged,
  partsOfLine: number,
  schedules: readonly StatedDate[],
  line: Line,
): Promised {
  if (says.onHold) return { dateMeaning: "none" };
  if (says.status === "rejected") return promisedBy(dates);
  const ofLine = line.dates.length > 0 ? line.dates : schedules;
  const isBackorder = says.status === "backordered";
  const own = isBackorder && partsOfLine > 1 ? [dates] : [dates, ofLine];
  const isSilent = own.every((scope) => scope.length === 0);
  const scopes = isSilent || isBackorder ? own : [...own, line.heading.dates];
  const promise = isBackorder ? backorderPromisedBy(...scopes) : promisedBy(...scopes);
  return promise.dateMeaning === undefined && says.undated ? { dateMeaning: "none" } : promise;
}

/** Returns the dates with the latest day among the line's schedules, by which the whole line will be delivered. */
function scheduleDates({ segments, place }: Line): readonly StatedDate[] {
  const dates = segments.filter(({ id }) => id === "SCH").flatMap((sch) => datesOfSchedule(sch, place));
  const last = dates.map(({ day }) => day).reduce((latest, day) => (day > latest ? day : latest), "");
  return dates.filter(({ day }) => day === last);
}

/** Returns the qualified dates of a schedule (SCH05/06 and SCH08/09), which may be the requested and the promised date. */
function datesOfSchedule(sch: X12Segment, place: LinePlace): StatedDate[] {
  return [...statedDate(sch, 5, 6, place), ...statedDate(sch, 8, 9, place)];
}

/**
 * Returns one accepted part for each schedule of a line without ACK segments, because with the schedules, the seller confirms the
 * line in portions. The quantity is in SCH01/02, the dates are in SCH05/06 and SCH08/09.
 */
function scheduledParts({ segments, unit, dates, heading, place }: Line): OrderResponsePart[] {
  return segments
    .filter(({ id }) => id === "SCH")
    .map((sch) => {
      const quantity = quantityAt(sch, 1, 2, unit, place);
      return {
        status: "accepted" as const,
        ...(quantity === undefined ? {} : { quantity }),
        ...promisedBy(datesOfSchedule(sch, place), dates, heading.dates),
      };
    });
}
