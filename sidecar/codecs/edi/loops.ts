import type { CompiledItem, CompiledLoop } from "./model.ts";
import type { EdiLoop } from "./types.ts";

/**
 * A fault found when a segment is placed: the segment is not allowed there, or a mandatory segment before it is missing.
 */
export type PlacementFault = {
  /** The code of the fault, which is also the code of its text. */
  code:
    | "segment-missing"
    | "loop-over-max"
    | "segment-over-max"
    | "segment-not-in-set"
    | "segment-out-of-sequence"
    | "segment-unexpected";
  /** The ID of the missing segment. Absent if the fault concerns the segment that is being placed. */
  missing?: string;
  loop: string;
};

type Frame<Segment> = {
  definition: CompiledLoop;
  node: EdiLoop<Segment>;
  /** The index of the last used item. `count` is how often that item was used in succession. */
  at: number;
  count: number;
  parent: Frame<Segment> | null;
};

/** Builds the loop tree of a transaction set or message, one segment at a time. */
export type LoopBuilder<Segment> = {
  root: EdiLoop<Segment>;
  /**
   * Adds the segment at the next position that the schema allows. If there is none, adds it to the innermost open loop and
   * reports a fault.
   */
  place(segment: Segment): void;
  /** Returns the ID of the innermost open loop. */
  loop(): string;
};

/** Creates a loop builder for a schema. The innermost open loop is tried first (X12.6 §3.10). */
export function createLoopBuilder<Segment extends { id: string }>(
  schema: CompiledLoop,
  report: (fault: PlacementFault) => void,
): LoopBuilder<Segment> {
  const root: EdiLoop<Segment> = { id: schema.id, segments: [], loops: [] };
  let top: Frame<Segment> = { definition: schema, node: root, at: 0, count: 0, parent: null };

  function place(segment: Segment): void {
    const found = findRoom(top, segment.id) ?? findFull(top, segment.id);
    if (found === null) {
      top.node.segments.push(segment);
      report(misplacement(top, segment.id));
      return;
    }
    leaveLoops(found.frame);
    advance(found.frame, found.index);
    enter(found.frame, segment);
  }

  function leaveLoops(until: Frame<Segment>): void {
    while (top !== until && top.parent !== null) {
      reportMissing(top, top.definition.items.length);
      top = top.parent;
    }
  }

  function advance(frame: Frame<Segment>, index: number): void {
    if (index === frame.at && frame.count > 0) {
      frame.count++;
      return;
    }
    reportMissing(frame, index);
    frame.at = index;
    frame.count = 1;
  }

  /** Reports the mandatory items between the last used one and `before`. */
  function reportMissing(frame: Frame<Segment>, before: number): void {
    for (const index of frame.definition.mandatory) {
      const passed = index > frame.at || (index === frame.at && frame.count === 0);
      if (!passed || index >= before) continue;
      const item = frame.definition.items[index] as CompiledItem;
      const loop = item.loop?.id ?? frame.node.id;
      report({ ...MISSING, missing: item.segment.id, loop });
    }
  }

  function enter(frame: Frame<Segment>, segment: Segment): void {
    const item = frame.definition.items[frame.at] as CompiledItem;
    if (item.loop === null) {
      frame.node.segments.push(segment);
      if (frame.count > item.most) report({ ...OVER_USE, loop: frame.node.id });
      return;
    }
    const node: EdiLoop<Segment> = { id: item.loop.id, segments: [segment], loops: [] };
    frame.node.loops.push(node);
    top = { definition: item.loop, node, at: 0, count: 1, parent: frame };
    if (frame.count > item.most) report({ ...OVER_LOOPS, loop: item.loop.id });
  }

  return { root, place, loop: () => top.node.id };
}

const MISSING = { code: "segment-missing" } as const;
const OVER_LOOPS = { code: "loop-over-max" } as const;
const OVER_USE = { code: "segment-over-max" } as const;
const FOREIGN = { code: "segment-not-in-set" } as const;
const SEQUENCE = { code: "segment-out-of-sequence" } as const;
const UNEXPECTED = { code: "segment-unexpected" } as const;

const NOWHERE: readonly number[] = [];

type Spot<Segment> = { frame: Frame<Segment>; index: number };

/**
 * Returns the next position for a segment with this ID that has not reached its maximum use, searching from the innermost open
 * loop outwards; null if there is none.
 */
function findRoom<Segment>(top: Frame<Segment>, id: string): Spot<Segment> | null {
  for (let frame: Frame<Segment> | null = top; frame !== null; frame = frame.parent) {
    const { definition, at, count } = frame;
    for (const index of definition.places.get(id) ?? NOWHERE) {
      if (index > at || (index === at && count < (definition.items[index] as CompiledItem).most)) {
        return { frame, index };
      }
    }
  }
  return null;
}

/**
 * Returns the position at which a segment with this ID would be allowed if the maximum use were not reached; null if there is
 * none.
 */
function findFull<Segment>(top: Frame<Segment>, id: string): Spot<Segment> | null {
  for (let frame: Frame<Segment> | null = top; frame !== null; frame = frame.parent) {
    // If the first segment of a loop repeats, a new repetition of the loop begins, which its parent counts.
    const isTurn = frame.parent !== null && frame.at === 0;
    if (!isTurn && frame.definition.places.get(id)?.includes(frame.at)) return { frame, index: frame.at };
  }
  return null;
}

function misplacement<Segment>(top: Frame<Segment>, id: string): PlacementFault {
  const loop = top.node.id;
  for (let frame: Frame<Segment> | null = top; frame !== null; frame = frame.parent) {
    if (frame.definition.places.has(id)) return { ...SEQUENCE, loop };
    if (frame.parent === null && !idsOf(frame.definition).has(id)) return { ...FOREIGN, loop };
  }
  return { ...UNEXPECTED, loop };
}

const known = new WeakMap<CompiledLoop, ReadonlySet<string>>();

/** Returns the IDs of all segments of a schema. They are cached, because a file may contain a million invalid segments. */
function idsOf(schema: CompiledLoop): ReadonlySet<string> {
  const found = known.get(schema);
  if (found) return found;
  const ids = new Set(schema.places.keys());
  for (const { loop } of schema.items) if (loop !== null) for (const id of idsOf(loop)) ids.add(id);
  known.set(schema, ids);
  return ids;
}
