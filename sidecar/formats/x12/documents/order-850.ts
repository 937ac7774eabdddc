import type { Order, OrderLine } from "../../../documents/order.ts";
import { problem } from "../../mapping.ts";
import type { Written } from "../mapper.ts";
import type { X12Options } from "../options.ts";
import { decimalToX12 } from "../values/amounts.ts";
import { dateToX12 } from "../values/dates.ts";
import { writtenPrice } from "../values/prices.ts";
import { unitToX12 } from "../values/units.ts";
import {
  dateSegments,
  descriptionSegments,
  itemNumbers,
  noteSegments,
  partySegments,
  unknownUnit,
} from "../values/written.ts";

/** An 850 has the text of notes in MSG in both versions; MTX is not allowed in it. */
const textInMessages = "004010";

/**
 * Writes an order as the segments of an X12 850 (4010 and 5010) between ST and SE: BEG, CUR, REF, DTM, N1 loops (BY, ST, SE), PO1
 * loops with all known item numbers, PID and notes (N9, MSG), CTT, AMT. A unit without an X12 code results in the problem UNKNOWN_UNIT; it is
 * never replaced with another unit.
 */
export function writeOrder850(order: Order, options: X12Options): Written {
  const [first, ...others] = order.lines
    .filter((line) => unitToX12(line.quantity.unit) === undefined)
    .map(({ id, quantity }) => unknownUnit(id, quantity.unit));
  if (first !== undefined) return problem([first, ...others]);
  const segments = [
    [
      "BEG",
      order.purpose === undefined ? "00" : options.purposes[order.purpose],
      options.orderType,
      order.id,
      "",
      dateToX12(order.issueDate),
    ],
    ["CUR", "BY", order.currency],
    ...(order.contractReference === undefined ? [] : [["REF", "CT", order.contractReference]]),
    ...dateSegments(order.requestedDate, options),
    ...partySegments("BY", order.buyer),
    ...(order.deliverTo === undefined ? [] : partySegments("ST", order.deliverTo)),
    ...partySegments("SE", order.seller),
    ...order.lines.flatMap((line) => lineSegments(line, order, options)),
    ["CTT", String(order.lines.length)],
    ...(order.total === undefined ? [] : [["AMT", "TT", decimalToX12(order.total)]]),
  ];
  return { segments };
}

function lineSegments(line: OrderLine, order: Order, options: X12Options): string[][] {
  const [price, basis] =
    line.price === undefined
      ? ["", ""]
      : writtenPrice(line.price.amount, line.quantity.unit, options.priceBasis);
  const unit = unitToX12(line.quantity.unit) ?? "";
  const numbers = itemNumbers(line.item, options);
  return [
    ["PO1", line.id, decimalToX12(line.quantity.value), unit, price, basis, ...numbers],
    ...descriptionSegments(line.item, options),
    ...dateSegments(line.requestedDate === order.requestedDate ? undefined : line.requestedDate, options),
    ...noteSegments(line.note, textInMessages),
  ];
}
