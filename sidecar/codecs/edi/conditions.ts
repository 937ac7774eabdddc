import type { CompiledCondition } from "./model.ts";

/** Compiles a condition such as "P0203": the kind and the two-digit positions of its elements (X12.6 §3.8). */
export function compileCondition(note: string): CompiledCondition {
  const positions = (note.slice(1).match(/\d\d/g) ?? []).map(Number);
  return condition(note.slice(0, 1) as CompiledCondition["kind"], positions);
}

/** Returns the condition of this kind on the elements at these positions. */
export function condition(kind: CompiledCondition["kind"], positions: number[]): CompiledCondition {
  const [first = 0, ...others] = positions;
  return { kind, positions, first: bit(first), others: others.reduce((mask, other) => mask | bit(other), 0) };
}

/** Returns the bit that stands for an element in a mask: bit n-1 for element n. No segment has more than 31 elements. */
function bit(position: number): number {
  return 1 << (position - 1);
}

/**
 * Returns the number of the element that violates a relational condition (X12.6 §3.8), or 0 if the condition is met. `present` is
 * the mask of the elements that are present.
 */
export function violation({ kind, positions, first, others }: CompiledCondition, present: number): number {
  const some = present & (first | others);
  const leads = (present & first) !== 0;
  switch (kind) {
    case "P":
      return some === 0 || some === (first | others) ? 0 : absentOf(positions, present);
    case "R":
      return some === 0 ? (positions[0] ?? 0) : 0;
    case "C":
      return leads && (present & others) !== others ? absentOf(positions, present) : 0;
    case "L":
      return leads && (present & others) === 0 ? (positions[1] ?? 0) : 0;
    case "E":
      return (some & (some - 1)) !== 0 ? (positions[1] ?? 0) : 0;
  }
}

function absentOf(positions: number[], present: number): number {
  return positions.find((position) => (present & (1 << (position - 1))) === 0) ?? 0;
}
