import type { X12Issue, X12Transaction } from "./types.ts";
import type { OutgoingSegment } from "./write.ts";

export type AcknowledgmentKind = "997" | "999";

/** The maximum number of error codes in AK5 and AK9. */
export const MOST_CODES = 5;
/** The maximum number of AK4 segments per AK3. */
const MOST_ELEMENTS = 99;

/** The codes of a 997 for errors for which only a 999 has codes: repetitions, components and what a guide requires. */
const CODES_OF_997: Readonly<Record<string, string>> = { "12": "3", "13": "3", I8: "3", I9: "2" };

/**
 * Creates the AK2 loop of a transaction set, with `status` in AK501. Segment positions count from ST, which is 1. The
 * acknowledgement must not repeat payload values, so AK404 and CTX are omitted.
 */
export function transactionLoop(
  transaction: X12Transaction,
  status: string,
  /** The version in GS08. */
  version: string,
  type: AcknowledgmentKind,
): OutgoingSegment[] {
  const { code, control, convention, issues } = transaction;
  // AK203 exists since 005010 and is sent only if the transaction set had ST03.
  const hasConvention = convention !== undefined && version.startsWith("005010");
  const ak2 = ["AK2", echo(code, 3), echo(control, 9), ...(hasConvention ? [echo(convention, 35)] : [])];
  const ak5 = (codes: readonly string[]) => [name("5", type), status, ...codes];
  if (issues.length === 0) return [ak2, ak5([])];
  const positions = new Set(issues.flatMap(({ segmentPosition }) => segmentPosition ?? []));
  const segments = [...positions].sort((left, right) => left - right);
  const errors = segments.flatMap((position) => segmentErrors(transaction, position, type));
  return [ak2, ...errors, ak5(transactionCodes(issues))];
}

/**
 * Creates an AK3 for each structural error of a segment. If its elements have errors, creates another AK3 (code 8), followed by
 * an AK4 for each of these errors.
 */
function segmentErrors(
  { code, issues }: X12Transaction,
  position: number,
  type: AcknowledgmentKind,
): OutgoingSegment[] {
  const here = issues.filter(({ segmentPosition }) => segmentPosition === position);
  const elements = here.filter(({ level }) => level === "element").slice(0, MOST_ELEMENTS);
  const structural = here.filter(({ level }) => level === "segment");
  const first = elements[0];
  return [
    ...structural.map((issue) => segmentNote(issue, issue.ack, code, type)),
    ...(first === undefined ? [] : [segmentNote(first, "8", code, type)]),
    ...elements.map((issue) => elementNote(issue, type)),
  ];
}

/**
 * Creates an AK3 or, in a 999, an IK3. A 999 states the loop of the segment in element 447, which is empty for segments directly
 * in the transaction set (`set`). A 997 always leaves it empty, because there it refers only to loops between LS and LE.
 */
function segmentNote(
  { segment, segmentPosition, loop }: X12Issue,
  code: string,
  set: string,
  type: AcknowledgmentKind,
): string[] {
  const named = type === "999" && loop !== undefined && loop !== set ? loop : "";
  return [name("3", type), segment ?? "ZZZ", String(segmentPosition), named, codeFor(code, type)];
}

/**
 * Creates an AK4 or, in a 999, an IK4. Its first element (C030) states the position of the element and, in a composite, of the
 * component.
 */
function elementNote(
  { element, component, reference, ack }: X12Issue,
  type: AcknowledgmentKind,
): OutgoingSegment {
  const place = component === undefined ? String(element) : [String(element), String(component)];
  return [name("4", type), place, reference ?? "", codeFor(ack, type)];
}

function codeFor(ack: string, type: AcknowledgmentKind): string {
  return type === "997" ? (CODES_OF_997[ack] ?? ack) : ack;
}

function transactionCodes(issues: X12Issue[]): string[] {
  const own = issues.filter(({ level }) => level === "transaction").map(({ ack }) => ack);
  const inner = issues.some(({ level }) => level === "segment" || level === "element") ? ["5"] : [];
  return [...new Set([...own, ...inner])].slice(0, MOST_CODES);
}

function name(digit: "3" | "4" | "5", type: AcknowledgmentKind): string {
  return `${type === "997" ? "AK" : "IK"}${digit}`;
}

/**
 * Returns a partner's value in a form that can be repeated in an acknowledgement: only letters, digits and spaces, which are
 * never separators, and at most `width` characters. Returns "0" if nothing remains.
 */
export function echo(value: string, width: number): string {
  return value.replace(/[^A-Za-z0-9 ]/g, "").slice(0, width) || "0";
}
