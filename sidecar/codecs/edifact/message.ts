import type { Term } from "../../terms/term.ts";
import { isSame } from "../edi/counts.ts";
import { createIssueList } from "../edi/issue-list.ts";
import { createLoopBuilder, type PlacementFault } from "../edi/loops.ts";
import { type EdifactSchema, schemaFor, segmentsFor } from "./schemas/catalogue.ts";
import { say } from "./terms.ts";
import type { EdifactIssue, EdifactLoop, EdifactSegment } from "./types.ts";
import { validateElements } from "./validate.ts";

/** The maximum number of issues per message. If there are more, a last issue says so. */
const ISSUE_CAP = 500;
/** The maximum number of segments and of bytes per message, because a whole message is held in memory. */
const MOST_SEGMENTS = 200_000;
const MOST_BYTES = 64_000_000;

export type MessageLimits = {
  readonly mostSegments?: number;
  readonly mostBytes?: number;
  /** The remaining number of issues for all messages of an input. */
  readonly budget?: { issues: number };
};

/** Builds a message from its segments UNH…UNT; its root and issues grow with each segment. */
export type MessageBuilder = {
  root: EdifactLoop;
  issues: EdifactIssue[];
  /** Numbers the segment (UNH is 1), checks it and adds it to its segment group. */
  add(segment: EdifactSegment, soiled: boolean): void;
  /** Counts a segment that was too long to be read. */
  skip(offset: number): void;
  note(issue: EdifactIssue): void;
  count(): number;
  /** Returns whether `stated` (UNT01) is the number of segments. */
  isCount(stated: string): boolean;
};

/**
 * Creates a builder for a message. If there is no schema for its type and release, all segments are added to the root, and an issue
 * states that the message is not supported. `isPlain` skips the schema, for readers of envelopes.
 */
export function createMessageBuilder(
  code: string,
  release: string,
  offset: number,
  limits: MessageLimits = {},
  isPlain = false,
): MessageBuilder {
  const { mostSegments = MOST_SEGMENTS, mostBytes = MOST_BYTES } = limits;
  const { issues, note } = createIssueList(
    ISSUE_CAP,
    limits.budget ?? { issues: Number.POSITIVE_INFINITY },
    tooMany,
  );
  let count = 0;
  let isTooLarge = false;
  let current: EdifactSegment = { id: "UNH", elements: [], position: 0, offset };
  const schema = isPlain ? null : schemaFor(code, release);
  const loops =
    schema === null
      ? null
      : createLoopBuilder<EdifactSegment>(schema.message, (fault) =>
          note(placementIssue(fault, current, schema)),
        );
  const root = loops?.root ?? { id: code, segments: [], loops: [] };
  if (schema === null && !isPlain)
    issues.push(messageIssue("message-unsupported", "14", offset, say("message-unsupported")));
  const segments = schema?.segments ?? segmentsFor(release);

  function add(segment: EdifactSegment, soiled: boolean): void {
    segment.position = ++count;
    if (isTooLarge) return;
    if (count > mostSegments || segment.offset - offset > mostBytes) {
      isTooLarge = true;
      const message = say("message-too-large", { most: mostSegments });
      issues.push({
        level: "message",
        code: "message-too-large",
        ack: "18",
        message,
        offset: segment.offset,
      });
      return;
    }
    if (loops === null) {
      root.segments.push(segment);
      return;
    }
    current = segment;
    loops.place(segment);
    const definition = segments.get(segment.id);
    if (definition !== undefined)
      validateElements(segment, definition, soiled, (issue) => note({ ...issue, loop: loops.loop() }));
  }

  function skip(at: number): void {
    count++;
    const message = say("segment-too-long", { segment: count });
    note({
      level: "segment",
      code: "segment-too-long",
      ack: "39",
      message,
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
    count: () => count,
    isCount: (stated) => isSame(stated, String(count)),
  };
}

/** Returns an issue of a message as a whole. */
export function messageIssue(code: string, ack: string, offset: number, message: Term): EdifactIssue {
  return { level: "message", code, ack, message, offset };
}

/** The codes of the faults in a CONTRL (data element 0085): 13 missing, 15 not supported in this position, 35 and 36 repeated. */
const ACKS: Readonly<Record<PlacementFault["code"], string>> = {
  "segment-missing": "13",
  "loop-over-max": "36",
  "segment-over-max": "35",
  "segment-not-in-set": "15",
  "segment-out-of-sequence": "15",
  "segment-unexpected": "15",
};

function placementIssue(fault: PlacementFault, at: EdifactSegment, schema: EdifactSchema): EdifactIssue {
  const segment = fault.missing ?? at.id;
  const isKnown = schema.segments.has(segment);
  const place = { segment: at.position, loop: fault.loop };
  return {
    level: "segment",
    code: isKnown ? fault.code : "segment-unrecognised",
    ack: isKnown ? ACKS[fault.code] : "15",
    message: isKnown ? say(fault.code, { id: segment, ...place }) : say("segment-unrecognised", place),
    // If a terminator was lost, the "tag" is part of the data and must not appear in the issue.
    ...(/^[A-Z]{3}$/.test(segment) ? { segment } : {}),
    segmentPosition: at.position,
    loop: fault.loop,
    offset: at.offset,
  };
}

function tooMany(offset: number): EdifactIssue {
  return messageIssue("too-many-issues", "18", offset, say("too-many-issues"));
}
