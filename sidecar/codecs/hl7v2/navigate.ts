import type { HL7Component, HL7Field, HL7Segment, HL7Segments } from "./types.ts";

/** `""` in a message (v2.8.2 §2.5.3): the receiver is to delete what it holds. */
const DELETES = '""';

/** Returns the first segment with this id, or undefined. */
export function segment(within: HL7Segments, id: string): HL7Segment | undefined {
  return within.segments.find((candidate) => candidate.id === id);
}

/** Returns all segments with this id, in the order in which they stand. */
export function segments(within: HL7Segments, id: string): HL7Segment[] {
  return within.segments.filter((candidate) => candidate.id === id);
}

/** Returns a field's repetitions (PID-3 is field 3), an empty list when it is empty or not there. */
export function field(from: HL7Segment | undefined, index: number): HL7Field {
  return from?.fields[index] ?? [];
}

/**
 * Returns the value at a place, counted from 1: of the first component, subcomponent and repetition unless told otherwise.
 * Undefined where nothing stands (it stays unchanged), null where `""` stands (it is deleted).
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

/** How a message is cut into groups: each of `starts` begins one, each of `ends` leaves it without beginning another. */
export type GroupRule = { readonly starts: readonly string[]; readonly ends?: readonly string[] };

/**
 * Returns the groups of a message, or the inner groups of a group: the orders of an RDS_O13 by `{ starts: ["ORC"] }`, its
 * dispenses by `{ starts: ["RXD"], ends: ["FT1"] }`. What stands before the first start, or behind an end, is in none.
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
