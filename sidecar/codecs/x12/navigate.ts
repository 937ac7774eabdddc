import type { X12Loop, X12Segment } from "./types.ts";

/** Returns the first segment of the loop itself (not of its inner loops) with this id, or undefined. */
export function segment(loop: X12Loop, id: string): X12Segment | undefined {
  return loop.segments.find((candidate) => candidate.id === id);
}

/** Returns all segments of the loop itself with this id, in document order. */
export function segments(loop: X12Loop, id: string): X12Segment[] {
  return loop.segments.filter((candidate) => candidate.id === id);
}

/** Returns the loops directly inside this one whose id is the given one, in document order. */
export function loops(loop: X12Loop, id: string): X12Loop[] {
  return loop.loops.filter((candidate) => candidate.id === id);
}

/** Returns the trimmed value of an element (1 = the first after the id); undefined when absent or empty. */
export function element(from: X12Segment | undefined, index: number): string | undefined {
  return from?.elements[index]?.trim() || undefined;
}

/**
 * Returns the trimmed code in an element of type ID (1 = the first after the id); undefined when absent or empty.
 * What it means is for a table of the codes allowed to say: nothing compares it with a code of its own.
 */
export function code(from: X12Segment | undefined, index: number): string | undefined {
  return from?.elements[index]?.trim() || undefined;
}

/**
 * Returns the product identifiers of a segment, which X12 writes as pairs of elements 235 (qualifier) and 234 (id).
 * `from` is the index of the first qualifier: 6 in PO1 and IT1, 2 in LIN, 7 in ACK. Pairs stand in any order and
 * may be left empty in between; a pair with one half missing is left out.
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
