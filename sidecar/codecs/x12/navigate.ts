import type { X12Loop, X12Segment } from "./types.ts";

/** Returns the first segment with this ID directly in the loop (not in its inner loops), or undefined. */
export function segment(loop: X12Loop, id: string): X12Segment | undefined {
  return loop.segments.find((candidate) => candidate.id === id);
}

/** Returns all segments with this ID directly in the loop, in document order. */
export function segments(loop: X12Loop, id: string): X12Segment[] {
  return loop.segments.filter((candidate) => candidate.id === id);
}

/** Returns the loops with this ID directly in this loop, in document order. */
export function loops(loop: X12Loop, id: string): X12Loop[] {
  return loop.loops.filter((candidate) => candidate.id === id);
}

/** Returns the trimmed value of an element (1 is the first after the ID), or undefined if it is absent or empty. */
export function element(from: X12Segment | undefined, index: number): string | undefined {
  return from?.elements[index]?.trim() || undefined;
}

/**
 * Returns the trimmed code in an element of type ID (1 is the first after the ID), or undefined if it is absent or empty. The
 * meaning of the code must be looked up in a code table; callers never compare it with literals.
 */
export function code(from: X12Segment | undefined, index: number): string | undefined {
  return from?.elements[index]?.trim() || undefined;
}

/**
 * Returns the product identifiers of a segment: pairs of elements 235 (qualifier) and 234 (ID). `first` is the index of the first
 * qualifier: 6 in PO1 and IT1, 2 in LIN, 7 in ACK. Pairs may be in any order with empty pairs in between; incomplete pairs are
 * omitted.
 */
export function pairs(from: X12Segment, first: number): { qualifier: string; id: string }[] {
  const found: { qualifier: string; id: string }[] = [];
  for (let index = first; index + 1 < from.elements.length; index += 2) {
    const qualifier = code(from, index);
    const id = element(from, index + 1);
    if (qualifier !== undefined && id !== undefined) found.push({ qualifier, id });
  }
  return found;
}
