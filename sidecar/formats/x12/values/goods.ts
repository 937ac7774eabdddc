import { Decimal } from "decimal.js";
import { code, element, loops, segment, segments } from "../../../codecs/x12/navigate.ts";
import type { X12Loop, X12Segment } from "../../../codecs/x12/types.ts";
import type { TracedLot } from "../../../documents/lots.ts";
import type { Identifier, Item, Quantity } from "../../../documents/values.ts";
import { dayFormats, type ShipmentDate, shipmentDates } from "../codes/shipments.ts";
import { say } from "../terms.ts";
import {
  codeAt,
  dateAt,
  decimalAt,
  elementName,
  faulty,
  itemAt,
  type LinePlace,
  type Place,
  referenceOf,
  unitAt,
} from "./elements.ts";

/** Returns the most reliable date with this meaning, and the latest of several that are equally reliable, or undefined. */
export function dayOf(
  about: ShipmentDate["about"],
  from: readonly X12Segment[],
  place: Place,
): string | undefined {
  const stated = from
    .filter(({ id }) => id === "DTM" || id === "DTP")
    .flatMap((each) => {
      const meaning = codeAt(each, 1, shipmentDates, place);
      const date = meaning?.about === about ? dayAt(each, place) : undefined;
      return meaning === undefined || date === undefined ? [] : [{ weight: meaning.weight, date }];
    });
  const [best] = stated.toSorted((a, b) => b.weight - a.weight || b.date.localeCompare(a.date));
  return best?.date;
}

/** Returns the date of a DTM or a DTP. A date with a format of its own must be a single day. */
function dayAt(from: X12Segment, place: Place): string | undefined {
  const [format, value] = from.id === "DTP" ? [2, 3] : [5, 6];
  if (from.id === "DTM" && element(from, 2) !== undefined) return dateAt(from, 2, place);
  if (codeAt(from, format, dayFormats, place) === undefined) return undefined;
  return dateAt(from, value, place) ?? faulty(place, from, value, "not-a-date");
}

/**
 * Returns the quantity in an element with the unit in another one. A missing quantity or unit is a finding, and so is a negative
 * quantity, because goods that are shipped, received or in a package are counted.
 */
export function goodsAt(
  from: X12Segment,
  [value, unit]: readonly [number, number],
  place: LinePlace,
): Quantity {
  const stated = decimalAt(from, value, place);
  const { findings, line } = place;
  const field = elementName(from, value);
  if (element(from, value) === undefined)
    findings.add({
      code: "SCHEMA_INVALID",
      line,
      field,
      text: say("quantity-missing", { line, element: field }),
    });
  if (stated?.startsWith("-"))
    findings.add({
      code: "SCHEMA_INVALID",
      line,
      field,
      text: say("quantity-negative", { line, element: field }),
    });
  const read = unitAt(from, unit, place);
  if (read === undefined && code(from, unit) === undefined)
    findings.add({ code: "UNKNOWN_UNIT", line, field: "unit", text: say("quantity-without-unit", { line }) });
  return { value: stated ?? "0", unit: read ?? "" };
}

/** Returns the quantity in an element with the unit in another one, or undefined if the quantity is not stated. */
export function optionalGoodsAt(
  from: X12Segment | undefined,
  positions: readonly [number, number],
  place: LinePlace,
): Quantity | undefined {
  if (from === undefined || element(from, positions[0]) === undefined) return undefined;
  return goodsAt(from, positions, place);
}

/** The schemes of item numbers (element 235) that identify the lot, the piece, the order or its line, not the item. */
const notOfItem: ReadonlySet<string> = new Set(["lot", "serial", "x12:PO", "x12:PL"]);

/** An item, and what its numbers state about the goods and the order. */
export type IdentifiedGoods = {
  readonly item: Item;
  readonly lots: readonly string[];
  readonly serials: readonly string[];
  readonly order: string | undefined;
  readonly orderLine: string | undefined;
};

/**
 * Returns the item in the pairs of numbers of a segment, separated from lot, serial, order and order line numbers. `first` is the
 * position of the first qualifier.
 */
export function identifiedGoods(
  from: X12Segment | undefined,
  first: number,
  description: string | undefined,
): IdentifiedGoods {
  return goodsOf(from === undefined ? [] : itemAt(from, first).ids, description);
}

/** Returns the item with these numbers, separated from lot, serial, order and order line numbers. */
export function goodsOf(ids: readonly Identifier[], description: string | undefined): IdentifiedGoods {
  const item = { ids };
  const own = item.ids.filter(({ scheme }) => !notOfItem.has(scheme));
  const numbersOf = (scheme: string) => item.ids.filter((each) => each.scheme === scheme).map(({ id }) => id);
  return {
    item: description === undefined ? { ids: own } : { ids: own, description },
    lots: numbersOf("lot"),
    serials: numbersOf("serial"),
    order: numbersOf("x12:PO")[0],
    orderLine: numbersOf("x12:PL")[0],
  };
}

/** Returns all references (REF02 or N902) with one of these qualifiers, in the order of the document. */
export function referencesIn(from: readonly X12Segment[], qualifiers: readonly string[]): string[] {
  return from.flatMap((each) => {
    if (each.id !== "REF" && each.id !== "N9") return [];
    return qualifiers.includes(code(each, 1) ?? "") ? (element(each, 2) ?? []) : [];
  });
}

/**
 * Returns the lots of a line: from the numbers of its item, from references (LT and BT lot, SE serial number) and, with their
 * quantities, from its loads (CLD). `inLine` are the segments directly in the line. Several lots without their quantities are a
 * finding, because a lot without a quantity would stand for all goods of the line.
 */
export function lotsOf(
  loop: X12Loop,
  inLine: readonly X12Segment[],
  goods: Pick<IdentifiedGoods, "lots" | "serials">,
  unit: string,
  place: LinePlace,
): TracedLot[] | undefined {
  const loads = loops(loop, "CLD").flatMap((load) => loadOf(load, unit, place));
  const loaded = new Set(loads.map(({ number }) => number));
  const numbers = new Set([...goods.lots, ...referencesIn(inLine, ["LT", "BT"])]);
  const others = [...numbers].filter((number) => !loaded.has(number));
  const dates = withDates(inLine, place);
  const serials = [...new Set([...goods.serials, ...referencesIn(inLine, ["SE"])])];
  if (others.length > 1 || (others.length === 1 && loads.length > 0)) {
    const { findings, line } = place;
    return findings.add({
      code: "SCHEMA_INVALID",
      line,
      field: "lot",
      text: say("lots-without-quantities", { line }),
    });
  }
  const [number] = others;
  const traced = {
    ...(number === undefined ? {} : { number }),
    ...dates,
    ...(serials.length > 0 ? { serials } : {}),
  };
  if (loads.length > 0) return [...loads, ...(serials.length > 0 ? [{ serials }] : [])];
  return Object.keys(traced).length === 0 ? undefined : [traced];
}

function withDates(from: readonly X12Segment[], place: LinePlace): Pick<TracedLot, "expiry" | "made"> {
  const [expiry, made] = [dayOf("expiry", from, place), dayOf("made", from, place)];
  return { ...(expiry === undefined ? {} : { expiry }), ...(made === undefined ? {} : { made }) };
}

/** Returns the lot of a load (CLD): loads of the same size, whose number (CLD01) times their size (CLD02) is the quantity. */
function loadOf(load: X12Loop, unit: string, place: LinePlace): TracedLot[] {
  const number = referenceOf(load.segments, ["LT", "BT"]);
  const cld = segment(load, "CLD");
  const [count, size] = [decimalAt(cld, 1, place), decimalAt(cld, 2, place)];
  if (number === undefined || count === undefined || size === undefined) return [];
  const value = new Decimal(count).times(size).toFixed();
  return [{ number, ...withDates(segments(load, "DTP"), place), quantity: { value, unit } }];
}
