import { Decimal } from "decimal.js";
import type { OrderChange, OrderChangeLine, OrderedValues } from "../../../documents/order-change.ts";
import type { Quantity } from "../../../documents/values.ts";
import { problem } from "../../mapping.ts";
import { type Aspect, combinedChanges, type LineChangeCode } from "../codes/changes.ts";
import type { Written } from "../mapper.ts";
import type { X12Options } from "../options.ts";
import { decimalToX12 } from "../values/amounts.ts";
import { dateToX12 } from "../values/dates.ts";
import { writtenPrice } from "../values/prices.ts";
import { unitToX12 } from "../values/units.ts";
import {
  dateSegments,
  descriptionSegments,
  fitting,
  itemNumbers,
  noteSegments,
  partySegments,
  unknownUnit,
} from "../values/written.ts";

/** The form of the seller's order number (BCH09). It comes from a field that people type into, so it may be any text. */
const orderNumber = /^[\w./ -]{1,30}$/;

/**
 * Writes an order change as the segments of an X12 860 (4010 and 5010) between ST and SE: BCH, CUR, DTM, N9, N1 loops (BY, ST, SE),
 * POC loops, CTT, AMT. Quantities, prices and dates are the new ones, not the differences: POC03 is the quantity ordered from now
 * on, POC04 what is left to receive of it. A unit without an X12 code results in the problem UNKNOWN_UNIT.
 */
export function writeOrderChange860(change: OrderChange, options: X12Options, version: string): Written {
  const lines = change.lines.filter(
    ({ action }) => action !== "unchanged" || options.orderChanges.unchangedLines,
  );
  const [first, ...others] = lines.flatMap(({ id, before, now }) => {
    const unit = (now ?? before)?.quantity?.unit;
    return unit === undefined || unitToX12(unit) !== undefined ? [] : [unknownUnit(id, unit)];
  });
  if (first !== undefined) return problem([first, ...others]);
  const segments = [
    [
      "BCH",
      change.purpose === "cancel" ? "01" : options.orderChanges.purpose,
      options.orderType,
      change.id,
      "",
      String(change.sequence),
      dateToX12(change.orderDate),
      "",
      "",
      fitting(change.sellerReference, orderNumber),
      "",
      dateToX12(change.issueDate),
    ],
    ["CUR", "BY", change.currency],
    ...dateSegments(change.requestedDate, options),
    ...noteSegments(change.note, version),
    ...partySegments("BY", change.buyer),
    ...(change.deliverTo === undefined ? [] : partySegments("ST", change.deliverTo)),
    ...partySegments("SE", change.seller),
    ...lines.flatMap((line) => lineSegments(line, options, version)),
    ["CTT", String(lines.length)],
    ...(change.total === undefined ? [] : [["AMT", "TT", decimalToX12(change.total)]]),
  ];
  return { segments };
}

/** Returns the segments of a line. A deleted line is written with the item as sent and the quantity 0. */
function lineSegments(line: OrderChangeLine, options: X12Options, version: string): string[][] {
  const { now } = line;
  const values: OrderedValues = now ?? line.before ?? {};
  const unit = values.quantity?.unit ?? "";
  const [price, basis] =
    now?.price === undefined ? ["", ""] : writtenPrice(now.price.amount, unit, options.priceBasis);
  const numbers = itemNumbers(values.item, options);
  return [
    [
      "POC",
      line.id,
      changeCode(line, options),
      ...quantities(line, values.quantity),
      price,
      basis,
      ...numbers,
    ],
    ...descriptionSegments(values.item, options),
    ...dateSegments(now?.requestedDate, options),
    ...noteSegments(now?.note, version),
  ];
}

/** Returns POC03, POC04 and POC05, which the standard allows only together. */
function quantities({ now, open }: OrderChangeLine, quantity: Quantity | undefined): readonly string[] {
  if (quantity === undefined) return ["", "", ""];
  const unit = unitToX12(quantity.unit) ?? "";
  if (now === undefined) return ["0", "0", unit];
  return [decimalToX12(quantity.value), decimalToX12(open?.value ?? quantity.value), unit];
}

/** Returns POC02: what happens to the line. Partners who know only one code for changed lines get that one. */
function changeCode(line: OrderChangeLine, { orderChanges }: X12Options): LineChangeCode {
  switch (line.action) {
    case "added":
      return "AI";
    case "deleted":
      return "DI";
    case "unchanged":
      return "NC";
    default:
      if (orderChanges.lineCodes !== "specific") return orderChanges.lineCodes;
      return line.action === "replaced" ? "RE" : specificCode(line, orderChanges.dateCode);
  }
}

/** Returns the code for the values that change. If other values change, such as the unit or the note, it is CA. */
function specificCode({ before, now }: OrderChangeLine, dateCode: "CT" | "RS"): LineChangeCode {
  const aspects: Aspect[] = [];
  if (before?.requestedDate !== now?.requestedDate) aspects.push("date");
  if (differs(before?.price?.amount, now?.price?.amount)) aspects.push("price");
  if (differs(before?.quantity?.value, now?.quantity?.value)) aspects.push("quantity");
  if (before?.quantity?.unit !== now?.quantity?.unit || before?.note !== now?.note) return "CA";
  const [only, ...others] = aspects;
  if (only === undefined) return "CA";
  if (others.length > 0) return combinedChanges[aspects.join(" ")] ?? "CA";
  if (only !== "quantity") return only === "price" ? "PC" : dateCode;
  return new Decimal(now?.quantity?.value ?? 0).gt(before?.quantity?.value ?? 0) ? "QI" : "QD";
}

/** Returns whether two decimal numbers differ, of which either may be absent. */
function differs(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined ? one !== other : !new Decimal(one).eq(other);
}
