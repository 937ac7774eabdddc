import type { X12Issue, X12Transaction } from "./types.ts";
import type { OutgoingSegment } from "./write.ts";

export type AcknowledgmentKind = "997" | "999";

/** AK5 and AK9 have room for five codes. */
export const MOST_CODES = 5;
/** AK3 has room for as many AK4. */
const MOST_ELEMENTS = 99;

/**
 * Returns the AK2 loop of a transaction set, its AK5 saying `status` (AK501). Positions count ST as 1; no value of the
 * payload is repeated, so AK404 and CTX stay out.
 */
export function transactionLoop(
  transaction: X12Transaction,
  status: string,
  /** GS08. */
  version: string,
  type: AcknowledgmentKind,
): OutgoingSegment[] {
  const { code, control, convention, issues } = transaction;
  // AK203 exists from 005010 on, and repeats ST03 only where that was sent.
  const hasConvention = convention !== undefined && version.startsWith("005010");
  const ak2 = ["AK2", echo(code, 3), echo(control, 9), ...(hasConvention ? [echo(convention, 35)] : [])];
  const ak5 = (codes: readonly string[]) => [name("5", type), status, ...codes];
  if (issues.length === 0) return [ak2, ak5([])];
  const positions = new Set(issues.flatMap(({ segmentPosition }) => segmentPosition ?? []));
  const segments = [...positions].sort((left, right) => left - right);
  const errors = segments.flatMap((position) => segmentErrors(transaction, position, type));
  return [ak2, ...errors, ak5(transactionCodes(issues))];
}

/** One AK3 an error of the segment; one more, code 8, with an AK4 for each error of its elements. */
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
 * 447 names a loop in the standard's LS and LE; a 997 leaves it empty, a 999 says which loop it was. What stands in no
 * loop, but in the transaction set itself, names none: `set` is no loop.
 */
function segmentNote(
  { segment, segmentPosition, loop }: X12Issue,
  code: string,
  set: string,
  type: AcknowledgmentKind,
): string[] {
  const named = type === "999" && loop !== undefined && loop !== set ? loop : "";
  return [name("3", type), segment ?? "ZZZ", String(segmentPosition), named, code];
}

/** C030 says which component of a composite it is about. */
function elementNote(
  { element, component, reference, ack }: X12Issue,
  type: AcknowledgmentKind,
): OutgoingSegment {
  // Repetitions and components have codes of their own in a 999 only.
  const code = type === "997" && (ack === "12" || ack === "13") ? "3" : ack;
  const place = component === undefined ? String(element) : [String(element), String(component)];
  return [name("4", type), place, reference ?? "", code];
}

function transactionCodes(issues: X12Issue[]): string[] {
  const own = issues.filter(({ level }) => level === "transaction").map(({ ack }) => ack);
  const inner = issues.some(({ level }) => level === "segment" || level === "element") ? ["5"] : [];
  return [...new Set([...own, ...inner])].slice(0, MOST_CODES);
}

function name(digit: "3" | "4" | "5", type: AcknowledgmentKind): string {
  return `${type === "997" ? "AK" : "IK"}${digit}`;
}

/** Returns back what the partner wrote, in characters that any partner's separators leave free. */
export function echo(value: string, width: number): string {
  return value.replace(/[^A-Za-z0-9 ]/g, "").slice(0, width) || "0";
}
