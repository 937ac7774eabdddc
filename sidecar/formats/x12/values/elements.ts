import { code, element, loops, pairs, segment, segments } from "../../../codecs/x12/navigate.ts";
import type { X12Loop, X12Segment } from "../../../codecs/x12/types.ts";
import type { ReasonCode } from "../../../documents/reason-codes.ts";
import type { Item, Party } from "../../../documents/values.ts";
import type { Term } from "../../../terms/term.ts";
import type { Findings } from "../../mapping.ts";
import { type CodeTable, readCode } from "../../shared/code-table.ts";
import { say } from "../terms.ts";
import { decimalFromX12, impliedCentsFromX12 } from "./amounts.ts";
import { dateFromX12 } from "./dates.ts";
import { itemIdentifier, partyIdentifier } from "./identifiers.ts";
import { unitFromX12 } from "./units.ts";

/** Returns all segments of a loop and its nested loops, in document order. Nested loops with an ID in `leftOut` are omitted. */
export function flatten(loop: X12Loop, leftOut: readonly string[] = []): readonly X12Segment[] {
  if (loop.loops.length === 0) return loop.segments;
  const found: X12Segment[] = [];
  gather(loop, leftOut, found);
  return found.sort((a, b) => a.position - b.position);
}

function gather({ segments, loops }: X12Loop, leftOut: readonly string[], found: X12Segment[]): void {
  for (const segment of segments) found.push(segment);
  for (const inner of loops) if (!leftOut.includes(inner.id)) gather(inner, leftOut, found);
}

/**
 * The context in which an element is read: where findings are collected, and the line of the sender's document, if the element
 * belongs to one.
 */
export type Place = { readonly findings: Findings; readonly line?: string };

/** The context of an element in a line. */
export type LinePlace = Required<Place>;

/** Returns the name of an element for a finding, such as "ACK04". */
export function elementName({ id }: X12Segment, index: number): string {
  return `${id}${String(index).padStart(2, "0")}`;
}

/** Adds a finding about an element and returns undefined in place of its value. */
function finding(
  { findings, line }: Place,
  from: X12Segment,
  index: number,
  found: { readonly code: ReasonCode; readonly theirs?: string; readonly text: Term },
): undefined {
  return findings.add({ ...(line === undefined ? {} : { line }), field: elementName(from, index), ...found });
}

/** The codes of texts that contain the name of an element and the position of its segment. */
type ElementFault =
  | "not-a-date"
  | "not-a-period"
  | "not-a-number"
  | "not-an-amount"
  | "not-a-unit"
  | "date-qualifier-missing"
  | "qualified-date-missing"
  | "tax-amount-missing";

/** Adds a finding for an element that is missing or invalid. */
export function faulty(place: Place, from: X12Segment, index: number, fault: ElementFault): undefined {
  const text = say(fault, { element: elementName(from, index), segment: from.position });
  return finding(place, from, index, { code: "SCHEMA_INVALID", text });
}

/**
 * Returns the meaning of a coded element according to its table. Returns undefined if the element is empty or, with a finding
 * that contains the code, if the table does not support it.
 */
export function codeAt<Meaning>(
  from: X12Segment | undefined,
  index: number,
  table: CodeTable<Meaning>,
  place: Place,
): Meaning | undefined {
  const value = code(from, index);
  if (from === undefined || value === undefined) return undefined;
  const read = readCode(table, value);
  if ("meaning" in read) return read.meaning;
  const { line } = place;
  const named = { element: elementName(from, index), ...read.unknown };
  const text =
    line === undefined
      ? say("code-not-supported", named)
      : say("code-not-supported-in-line", { ...named, line });
  return finding(place, from, index, { code: "UNSUPPORTED_DOCUMENT", text });
}

/** Returns the segments with this ID whose first element is one of the qualifiers, in the order of the qualifiers. */
export function qualifiedBy(
  from: readonly X12Segment[],
  id: string,
  qualifiers: readonly string[],
): X12Segment[] {
  return qualifiers.flatMap((qualifier) =>
    from.filter((each) => each.id === id && code(each, 1) === qualifier),
  );
}

/**
 * Returns a code that is passed on unchanged. It is not interpreted here, because the crosswalk or Odoo resolves it or a person
 * reads it.
 */
export function carriedCode(from: X12Segment | undefined, index: number): string | undefined {
  return code(from, index);
}

/**
 * Returns the date in an element as an ISO 8601 date. Returns undefined if it is empty or, with a finding, if it is not a date.
 */
export function dateAt(from: X12Segment | undefined, index: number, place: Place): string | undefined {
  const value = element(from, index);
  if (from === undefined || value === undefined) return undefined;
  return dateFromX12(value) ?? faulty(place, from, index, "not-a-date");
}

/** Returns the type R number in an element. Returns undefined if it is empty or, with a finding, if it is not a number. */
export function decimalAt(from: X12Segment | undefined, index: number, place: Place): string | undefined {
  const value = element(from, index);
  if (from === undefined || value === undefined) return undefined;
  return decimalFromX12(value) ?? faulty(place, from, index, "not-a-number");
}

/** Returns the type N2 amount in an element. Returns undefined if it is empty or, with a finding, if it is not an amount. */
export function centsAt(from: X12Segment | undefined, index: number, place: Place): string | undefined {
  const value = element(from, index);
  if (from === undefined || value === undefined) return undefined;
  return impliedCentsFromX12(value) ?? faulty(place, from, index, "not-an-amount");
}

/** The form of a sender's own unit in a document. */
const ownUnit = /^[A-Za-z0-9]{1,12}$/;

/**
 * Returns the unit in an element (355) as a code of UN/ECE Recommendation 20 or 21 or, if its meaning is uncertain, as the
 * sender's own code ("x12:UN"), which the crosswalk may resolve. Returns undefined if the element is empty or, with a finding, if
 * it does not contain a code.
 */
export function unitAt(from: X12Segment | undefined, index: number, place: Place): string | undefined {
  const value = code(from, index);
  if (from === undefined || value === undefined) return undefined;
  const unit = unitFromX12(value);
  if (unit !== undefined) return unit;
  return ownUnit.test(value) ? `x12:${value}` : faulty(place, from, index, "not-a-unit");
}

/** Returns the item with the identifiers in the 235/234 pairs of a segment. `first` is the position of the first qualifier. */
export function itemAt(from: X12Segment, first: number, description?: string): Item {
  const ids = pairs(from, first).map(({ qualifier, id }) => itemIdentifier(qualifier, id));
  return description === undefined ? { ids } : { ids, description };
}

/** Returns the free-form description in the PID segments of a line (PID05), or undefined. */
export function descriptionOf(inLine: readonly X12Segment[]): string | undefined {
  let description: string | undefined;
  for (const pid of inLine) {
    const part = pid.id === "PID" ? element(pid, 5) : undefined;
    if (part !== undefined) description = description === undefined ? part : `${description} ${part}`;
  }
  return description;
}

/** Returns the party in the first N1 loop with one of these entity codes (N101), or undefined. */
export function partyOf(root: X12Loop, codes: readonly string[]): Party | undefined {
  const loop = loops(root, "N1").find((each) => codes.includes(code(segment(each, "N1"), 1) ?? ""));
  if (loop === undefined) return undefined;
  const n1 = segment(loop, "N1");
  const [qualifier, id, name] = [carriedCode(n1, 3), element(n1, 4), element(n1, 2)];
  return {
    ids: qualifier === undefined || id === undefined ? [] : [partyIdentifier(qualifier, id)],
    ...(name === undefined ? {} : { name }),
    ...addressOf(loop),
  };
}

function addressOf(loop: X12Loop): Pick<Party, "address"> {
  const lines = segments(loop, "N3").flatMap((n3) => [element(n3, 1), element(n3, 2)]);
  const n4 = segment(loop, "N4");
  const address = {
    lines: lines.filter((line) => line !== undefined),
    city: element(n4, 1),
    region: carriedCode(n4, 2),
    postalCode: carriedCode(n4, 3),
    country: carriedCode(n4, 4),
  };
  return n4 === undefined && address.lines.length === 0 ? {} : { address };
}

/** Returns the currency stated in the message (CUR02), or undefined. */
export function statedCurrency(root: X12Loop): string | undefined {
  return carriedCode(segment(root, "CUR"), 2);
}

/** Adds a finding if the amounts of a line are in a different currency (CUR02) than the document. */
export function checkCurrency(
  inLine: readonly X12Segment[],
  currency: string,
  { findings, line }: LinePlace,
): void {
  const differs = (cur: X12Segment) => cur.id === "CUR" && (carriedCode(cur, 2) ?? currency) !== currency;
  if (!inLine.some(differs)) return;
  findings.add({
    code: "PRICE_VARIANCE",
    line,
    field: "currency",
    text: say("currency-of-line-differs", { line, currency }),
  });
}

/**
 * Returns the reference (REF02) in the REF segment with the first of these qualifiers that occurs, or undefined if none occurs.
 */
export function referenceOf(from: readonly X12Segment[], qualifiers: readonly string[]): string | undefined {
  for (const qualifier of qualifiers) {
    const found = from.find((each) => each.id === "REF" && code(each, 1) === qualifier);
    if (found !== undefined) return element(found, 2);
  }
  return undefined;
}

/**
 * Adds a finding if the number of lines differs from the sender's count (CTT01), because part of the message may have been lost
 * before the sender wrote the envelope, whose counts would then not reveal it.
 */
export function checkLineCount(stated: string | undefined, counted: number, findings: Findings): void {
  if (stated === undefined || Number(stated) === counted) return;
  findings.add({
    code: "SCHEMA_INVALID",
    field: "CTT01",
    text: say("line-count-differs", { stated, counted }),
  });
}

/**
 * Returns the sender's number of lines (CTT01), or undefined if it is absent. The position of CTT outside the lines depends on
 * the version.
 */
export function statedLineCount(root: X12Loop, lineLoop: string): string | undefined {
  const ctt = flatten(root, [lineLoop]).find(({ id }) => id === "CTT");
  return element(ctt, 1);
}
