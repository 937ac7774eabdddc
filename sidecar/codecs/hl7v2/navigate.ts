import type { HL7Component, HL7Field, HL7Segment, HL7Segments } from "./types.ts";

/** The value `""` (two quotes), with which a sender instructs the receiver to delete its stored value (v2.8.2 §2.5.3). */
const DELETES = '""';

/** Returns the first segment with this ID, or undefined. */
export function segment(within: HL7Segments, id: string): HL7Segment | undefined {
  return within.segments.find((candidate) => candidate.id === id);
}

/** Returns all segments with this ID, in the order of the message. */
export function segments(within: HL7Segments, id: string): HL7Segment[] {
  return within.segments.filter((candidate) => candidate.id === id);
}

/** Returns the repetitions of a field (PID-3 is field 3), or an empty list if the field is empty or missing. */
export function field(from: HL7Segment | undefined, index: number): HL7Field {
  return from?.fields[index] ?? [];
}

/**
 * Returns the value at a position. All indexes start at 1. Returns undefined if the value is empty, which leaves the receiver's
 * stored value unchanged, and null for `""`, which deletes it.
 */
export function value(
  from: HL7Segment | undefined,
  index: number,
  component = 1,
  subcomponent = 1,
  repetition = 1,
): string | null | undefined {
  const found = componentOf(from, index, component, repetition)[subcomponent - 1];
  return found === DELETES ? null : found || undefined;
}

function componentOf(
  from: HL7Segment | undefined,
  index: number,
  component: number,
  repetition: number,
): HL7Component {
  return field(from, index)[repetition - 1]?.[component - 1] ?? [];
}

/**
 * The rule for dividing a message into groups: each segment in `starts` begins a group; each segment in `ends` closes it without
 * beginning another.
 */
export type GroupRule = { readonly starts: readonly string[]; readonly ends?: readonly string[] };

/**
 * Returns the groups of a message or of another group. For example, `{ starts: ["ORC"] }` returns the orders of an RDS_O13, and
 * `{ starts: ["RXD"], ends: ["FT1"] }` the dispenses of such an order. Segments before the first start or after an end belong to
 * no group.
 */
export function groups(within: HL7Segments, { starts, ends = [] }: GroupRule): HL7Segments[] {
  const found: HL7Segment[][] = [];
  let current: HL7Segment[] | null = null;
  for (const each of within.segments) {
    if (starts.includes(each.id)) {
      current = [];
      found.push(current);
    } else if (ends.includes(each.id)) current = null;
    current?.push(each);
  }
  return found.map((list) => ({ segments: list }));
}
