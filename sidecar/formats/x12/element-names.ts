import type { X12Loop, X12Transaction } from "../../codecs/x12/types.ts";
import type { Term } from "../../terms/term.ts";
import { say } from "./terms.ts";

/** The elements whose names people are shown, and what findings call them. */

export type Element = { readonly name?: Term; readonly fields?: readonly string[]; readonly isCode?: true };

const quantity: Element = { name: say("quantity"), fields: ["quantity"], isCode: true };
const unit: Element = { name: say("unit"), fields: ["unit", "quantity"], isCode: true };
const price: Element = { name: say("price"), fields: ["price"], isCode: true };
const date: Element = { name: say("date"), fields: ["date", "shipment"], isCode: true };
const kindOfDate: Element = { name: say("kind-of-date"), fields: ["shipment"], isCode: true };
const basis: Element = { name: say("basis-of-price"), fields: ["price"], isCode: true };
const dayOnly: Element = { name: say("date"), isCode: true };
const amount: Element = { name: say("amount"), fields: ["total", "amount"], isCode: true };
const item: Element = { name: say("item-number"), fields: ["item"] };
const qualifier: Element = { name: say("kind-of-number"), isCode: true };
const order: Element = { name: say("order-number"), fields: ["order"] };

/**
 * The elements whose names are known, by segment and position. `isCode` marks a quantity, price, date or short code, whose value
 * is displayed even if the message could not be converted to a document. Other values are displayed only if the document contains
 * them.
 */
export const elements: Readonly<Record<string, Readonly<Record<number, Element>>>> = {
  BAK: {
    1: { name: say("purpose"), isCode: true },
    2: { name: say("answer"), fields: ["order"], isCode: true },
    3: order,
    4: dayOnly,
    9: dayOnly,
  },
  BCA: {
    1: { name: say("purpose"), isCode: true },
    2: { name: say("answer"), fields: ["order"], isCode: true },
    3: order,
    5: { name: say("number-of-change"), isCode: true },
    6: dayOnly,
    10: dayOnly,
    11: dayOnly,
    12: dayOnly,
  },
  BCH: {
    1: { name: say("purpose"), isCode: true },
    2: { isCode: true },
    3: order,
    5: { name: say("number-of-change"), isCode: true },
    6: dayOnly,
    11: dayOnly,
  },
  BEG: { 1: { name: say("purpose"), isCode: true }, 2: { isCode: true }, 3: order, 5: dayOnly },
  BIG: {
    1: date,
    2: { name: say("invoice-number"), fields: ["number"] },
    3: dayOnly,
    4: order,
    7: { name: say("kind-of-invoice"), isCode: true },
    8: { name: say("purpose"), isCode: true },
  },
  PO1: {
    1: { name: say("line"), isCode: true },
    2: quantity,
    3: unit,
    4: price,
    5: basis,
    6: qualifier,
    7: item,
    8: qualifier,
    9: item,
  },
  POC: {
    1: { name: say("line"), isCode: true },
    2: { name: say("change-of-line"), fields: ["item", "order"], isCode: true },
    3: quantity,
    4: { name: say("quantity-left"), isCode: true },
    5: unit,
    6: price,
    7: basis,
    8: qualifier,
    9: item,
    10: qualifier,
    11: item,
  },
  IT1: {
    1: { name: say("line"), isCode: true },
    2: quantity,
    3: unit,
    4: price,
    5: basis,
    6: qualifier,
    7: item,
    8: qualifier,
    9: item,
  },
  ACK: {
    1: { name: say("answer"), fields: ["item", "order"], isCode: true },
    2: quantity,
    3: unit,
    4: kindOfDate,
    5: date,
    7: qualifier,
    8: item,
  },
  SCH: { 1: quantity, 2: unit, 5: kindOfDate, 6: date },
  CTP: {
    1: { name: say("class-of-trade"), isCode: true },
    2: { name: say("kind-of-price"), fields: ["price"], isCode: true },
    3: price,
    5: unit,
    6: { name: say("multiplier"), isCode: true },
    9: basis,
  },
  ITD: {
    1: { name: say("kind-of-terms"), isCode: true },
    2: { name: say("basis-of-terms"), isCode: true },
    3: { name: say("discount-percent"), isCode: true },
    4: dayOnly,
    5: { name: say("days-of-discount"), isCode: true },
    6: dayOnly,
    7: { name: say("days-until-due"), isCode: true },
    8: { name: say("discount"), isCode: true },
  },
  DTM: { 1: kindOfDate, 2: date },
  CUR: { 2: { name: say("currency"), fields: ["currency"], isCode: true } },
  TDS: { 1: amount },
  TXI: {
    1: { name: say("kind-of-tax"), isCode: true },
    2: { name: say("tax"), fields: ["tax"], isCode: true },
    6: { name: say("exemption"), isCode: true },
    7: { name: say("relation-to-prices"), isCode: true },
  },
  SAC: {
    1: { name: say("charge"), isCode: true },
    2: { name: say("code"), fields: ["charge"], isCode: true },
    5: { name: say("amount"), fields: ["amount", "charge"], isCode: true },
    12: { name: say("handling-method"), isCode: true },
  },
  CTT: { 1: { name: say("line-count"), fields: ["lines"], isCode: true } },
};

/**
 * The form of values of elements marked `isCode`. A value of another form is probably other content in the wrong element, so it
 * is displayed only if the document contains it.
 */
export const code = /^[A-Z0-9.-]{1,10}$/;
/** The loops that are the lines of a document. */
export const lineLoops = ["PO1", "POC", "IT1"];

/** Returns the position of an element, such as "PO102". */
export const placeOf = (id: string, number: number): string => `${id}${String(number).padStart(2, "0")}`;

/** Returns the number that the loop of a line states, or else its position. */
export function lineNumber(loop: X12Loop, index: number): string {
  const stated = loop.segments[0]?.elements[1]?.trim() ?? "";
  return code.test(stated) ? stated : String(index + 1);
}

/** Returns the number of the line that contains the segment at a position (ST is 1), or undefined if it is in none. */
export function lineAt({ root }: X12Transaction, position: number | undefined): string | undefined {
  if (position === undefined) return undefined;
  const lines = root.loops.filter(({ id }) => lineLoops.includes(id));
  const index = lines.findIndex((loop) => contains(loop, position));
  return index === -1 ? undefined : lineNumber(lines[index] as X12Loop, index);
}

const contains = ({ segments, loops }: X12Loop, position: number): boolean =>
  segments.some((each) => each.position === position) || loops.some((inner) => contains(inner, position));
