import type { X12Loop, X12Transaction } from "../../codecs/x12/types.ts";
import type { ElementNames } from "./element-names/common.ts";
import { healthCareElements } from "./element-names/health-care.ts";
import { orderElements } from "./element-names/orders.ts";
import { paymentElements } from "./element-names/payments.ts";
import { shippingElements } from "./element-names/shipping.ts";
import { tradeElements } from "./element-names/trade.ts";

/** The elements whose names people are shown, and what findings call them, by segment and position. */
export const elements: ElementNames = {
  ...orderElements,
  ...shippingElements,
  ...paymentElements,
  ...tradeElements,
  ...healthCareElements,
};

/**
 * The form of values of elements marked `isCode`. A value of another form is probably other content in the wrong element, so it
 * is displayed only if the document contains it.
 */
export const code = /^[A-Z0-9.-]{1,10}$/;
/**
 * The transaction sets about patients. Even their codes, amounts and dates are displayed only if the document contains them and the
 * reader may see it.
 */
export const clinicalSets: ReadonlySet<string> = new Set([
  "269",
  "270",
  "271",
  "274",
  "275",
  "276",
  "277",
  "278",
  "500",
  "834",
  "835",
  "837",
]);
/** The loops that are the lines of a document. */
export const lineLoops = ["PO1", "POC", "IT1", "LIN", "RCD"];

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
