import { isSame } from "../edi/counts.ts";
import { createIssueList } from "../edi/issue-list.ts";
import { createLoopBuilder, type PlacementFault } from "../edi/loops.ts";
import { checkGuideElements, checkGuideSegments } from "./guide-rules.ts";
import { checkHierarchy } from "./hierarchy.ts";
import type { X12Catalogue } from "./schemas/catalogue.ts";
import { foreignSegments } from "./schemas/compile.ts";
import { guideFor } from "./schemas/guides.ts";
import { say } from "./terms.ts";
import type { X12Delimiters, X12Issue, X12Loop, X12Segment } from "./types.ts";
import { validateElements } from "./validate.ts";

/** The maximum number of issues per transaction set. If there are more, a last issue says so. */
const ISSUE_CAP = 500;
/** The maximum number of segments per transaction set. Further segments are only counted. */
const MOST_SEGMENTS = 200_000;
/** The maximum number of bytes per transaction set, which is enough for long texts in all segments. */
const MOST_BYTES = 64_000_000;

/** The limits of a transaction set. They bound the memory, because a whole set is held in memory. */
export type TransactionLimits = {
  readonly mostSegments?: number;
  readonly mostBytes?: number;
  /** The remaining number of issues for all transaction sets of an input. */
  readonly budget?: { issues: number };
};

export type TransactionOptions = TransactionLimits & {
  /** ST03 or GS08. If it is an implementation guide whose rules are known, they are checked as well. */
  readonly convention?: string;
};

/** Builds a transaction set from its segments ST…SE; its root and issues grow with each segment. */
export type TransactionBuilder = {
  root: X12Loop;
  issues: X12Issue[];
  /** Numbers the segment (ST is 1), checks it and adds it to its loop. */
  add(segment: X12Segment, soiled: boolean): void;
  /** Counts a segment that was too long to be read. */
  skip(id: string, offset: number): void;
  note(issue: X12Issue): void;
  /** Counts empty segments separately. They are not segments, but the sender may have included them in SE01. */
  passOver(count: number): void;
  count(): number;
  /** Returns whether `stated` (SE01) is the number of segments, with or without the empty ones. */
  isCount(stated: string): boolean;
};

/**
 * Creates a builder for a transaction set. If the catalogue has no schema for its code, all segments are added to the root, and
 * an issue states that the set is not supported.
 */
export function createTransactionBuilder(
  code: string,
  catalogue: X12Catalogue | null,
  delimiters: X12Delimiters,
  offset: number,
  {
    mostSegments = MOST_SEGMENTS,
    mostBytes = MOST_BYTES,
    budget = { issues: Number.POSITIVE_INFINITY },
    convention = "",
  }: TransactionOptions = {},
): TransactionBuilder {
  const { issues, note } = createIssueList(ISSUE_CAP, budget, tooMany);
  let count = 0;
  let empty = 0;
  let isTooLarge = false;
  const schema = catalogue?.transaction(code) ?? null;
  let current: X12Segment = { id: "ST", elements: [], position: 0, offset };
  const notePlacement = (fault: PlacementFault) => note(placementIssue(fault, current, catalogue));
  const loops = schema === null ? null : createLoopBuilder<X12Segment>(schema, notePlacement);
  const root = loops?.root ?? { id: code, segments: [], loops: [] };
  const guide = guideFor(convention);
  if (schema === null) issues.push(unsupported(offset));

  function add(segment: X12Segment, soiled: boolean): void {
    segment.position = ++count;
    if (isTooLarge || count > mostSegments || segment.offset - offset > mostBytes) {
      if (!isTooLarge) issues.push(tooLarge(count > mostSegments, mostSegments, mostBytes, segment.offset));
      isTooLarge = true;
      return;
    }
    if (loops === null) {
      root.segments.push(segment);
      return;
    }
    current = segment;
    loops.place(segment);
    const definition = catalogue?.segments.get(segment.id);
    if (definition !== undefined) validateElements(segment, definition, delimiters, soiled, noteElement);
    if (guide !== null) checkGuideElements(guide, segment, convention, noteElement);
    if (segment.id === "SE") checkWhole(segment);
  }

  /** Checks what can be checked only when all segments are known. */
  function checkWhole(se: X12Segment): void {
    if (catalogue?.isHierarchical(code)) checkHierarchy(root, note);
    if (guide !== null) checkGuideSegments(guide, root, se, convention, note);
  }

  function noteElement(issue: X12Issue): void {
    note({ ...issue, loop: loops?.loop() ?? code });
  }

  function skip(id: string, at: number): void {
    count++;
    note({
      level: "segment",
      code: "segment-too-long",
      ack: "8",
      message: say("segment-too-long", { segment: count }),
      ...(isSegmentId(id) ? { segment: id } : {}),
      segmentPosition: count,
      offset: at,
    });
  }

  return {
    root,
    issues,
    add,
    skip,
    note,
    passOver: (more) => {
      empty += more;
    },
    count: () => count,
    isCount: (stated) =>
      isSame(stated, String(count)) || (empty > 0 && isSame(stated, String(count + empty))),
  };
}

function placementIssue(fault: PlacementFault, at: X12Segment, catalogue: X12Catalogue | null): X12Issue {
  const segment = fault.missing ?? at.id;
  const known = catalogue?.segments.has(segment) === true || foreignSegments.has(segment);
  const code = known ? fault.code : UNRECOGNISED;
  const place = { segment: at.position, loop: fault.loop };
  return {
    level: "segment",
    code,
    ack: ACKS[code],
    message: known ? say(fault.code, { id: segment, ...place }) : say("segment-unrecognised", place),
    ...(isSegmentId(segment) ? { segment } : {}),
    segmentPosition: at.position,
    loop: fault.loop,
    offset: at.offset,
  };
}

/**
 * Returns whether a text has the form of a segment ID. If a terminator was lost, the "ID" is part of the data and must not appear
 * in the issue.
 */
function isSegmentId(id: string): boolean {
  return /^[A-Z][A-Z0-9]{1,2}$/.test(id);
}

const TOO_MANY = "too-many-issues";
const UNRECOGNISED = "segment-unrecognised";

/** The codes of the faults in a 997 or 999 (AK304, IK304). */
const ACKS: Readonly<Record<PlacementFault["code"] | typeof UNRECOGNISED, string>> = {
  "segment-unrecognised": "1",
  "segment-unexpected": "2",
  "segment-missing": "3",
  "loop-over-max": "4",
  "segment-over-max": "5",
  "segment-not-in-set": "6",
  "segment-out-of-sequence": "7",
};

function unsupported(offset: number): X12Issue {
  const message = say("transaction-unsupported");
  return { level: "transaction", code: "transaction-unsupported", ack: "1", message, offset };
}

function tooLarge(hasTooMany: boolean, segments: number, bytes: number, offset: number): X12Issue {
  const [code, message] = hasTooMany
    ? ["too-many-segments", say("set-too-large", { most: segments })]
    : ["set-too-long", say("set-too-long", { most: bytes })];
  return { level: "transaction", code, ack: "5", message, offset };
}

function tooMany(offset: number): X12Issue {
  const message = say("too-many-issues");
  return { level: "transaction", code: TOO_MANY, ack: "5", message, offset };
}
