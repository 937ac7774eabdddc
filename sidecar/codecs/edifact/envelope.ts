import type { Term } from "../../terms/term.ts";
import { isSame } from "../edi/counts.ts";
import { beginInterchange, interchangeIssue, part, readGroup, readHeader } from "./envelope-parts.ts";
import { createMessageBuilder, type MessageBuilder, type MessageLimits, messageIssue } from "./message.ts";
import { say } from "./terms.ts";
import type { EdifactTokenSink, SegmentDamage } from "./tokenizer.ts";
import type {
  EdifactDelimiters,
  EdifactGroup,
  EdifactInterchange,
  EdifactMessage,
  EdifactSegment,
} from "./types.ts";

/** The maximum number of issues per interchange, so that invalid files do not exhaust memory. */
const ISSUE_CAP = 100;
/** The maximum number of issues for all messages of an input. */
const ISSUE_BUDGET = 20_000;
/** The maximum number of reference numbers per interchange that are remembered to detect repeated ones. */
const CONTROL_CAP = 250_000;

/**
 * The callbacks of the envelope reader. The first three are called when a message, group or interchange is closed, either by its
 * trailer or by the segment or the end of the input that interrupts it.
 */
export type EnvelopeHandlers = {
  /** `group` is null for messages outside groups. */
  onMessage(message: EdifactMessage, group: EdifactGroup | null, interchange: EdifactInterchange): void;
  onGroup?(group: EdifactGroup, interchange: EdifactInterchange): void;
  /** `complete` is true if UNZ was found. */
  onInterchange?(interchange: EdifactInterchange, complete: boolean): void;
  /** Called for text outside any interchange, other than white space. */
  onLeftover?(range: { start: number; end: number }): void;
};

export type EnvelopeOptions = {
  readonly limits?: Omit<MessageLimits, "budget">;
  /** Reads only the envelope; messages are neither built nor validated. */
  readonly envelopeOnly?: boolean;
};

type Open = {
  interchange: EdifactInterchange;
  hasHeader: boolean;
  complete: boolean;
  groups: number;
  messages: number;
  controls: Set<string>;
};

/**
 * Creates a reader that pairs UNB–UNZ, UNG–UNE and UNH–UNT, checks their references and counts (ISO 9735 §5), and passes on each
 * message when it is closed. Only one message is in memory at a time.
 */
export function createEnvelopeReader(
  handlers: EnvelopeHandlers,
  { limits: given, envelopeOnly = false }: EnvelopeOptions = {},
): EdifactTokenSink {
  const limits = { ...given, budget: { issues: ISSUE_BUDGET } };
  let open: Open | null = null;
  let group: { group: EdifactGroup; received: number } | null = null;
  let current: { message: EdifactMessage; builder: MessageBuilder } | null = null;

  function interchange(delimiters: EdifactDelimiters, isUnaSound: boolean, offset: number): void {
    open = {
      interchange: beginInterchange(delimiters, offset),
      hasHeader: false,
      complete: false,
      groups: 0,
      messages: 0,
      controls: new Set(),
    };
    if (!isUnaSound) complain("una-invalid", "22", offset, say("una-invalid"));
  }

  function segments(batch: EdifactSegment[], soiled: ReadonlySet<EdifactSegment>): void {
    for (const segment of batch) take(segment, soiled.size > 0 && soiled.has(segment));
  }

  function take(segment: EdifactSegment, soiled: boolean): void {
    const { id } = segment;
    // This is the case for nearly all segments.
    if (current !== null && (!id.startsWith("UN") || id === "UNS")) {
      if (!envelopeOnly) current.builder.add(segment, soiled);
      return;
    }
    if (id === "UNH") beginMessage(segment, soiled);
    else if (id === "UNT" && current !== null) endMessage(segment, soiled);
    else if (id === "UNB") takeHeader(segment);
    else if (id === "UNG") beginGroup(segment);
    else if (id === "UNE") endGroup(segment, segment.offset);
    else if (id === "UNZ") endInterchange(segment);
    else if (current !== null && !envelopeOnly) current.builder.add(segment, soiled);
    else if (current === null)
      complain("segment-outside-message", "33", segment.offset, say("segment-outside-message"));
  }

  function takeHeader(unb: EdifactSegment): void {
    if (open === null) return;
    if (open.hasHeader) complain("segment-outside-message", "33", unb.offset, say("segment-outside-message"));
    else open.interchange.issues.push(...readHeader(open.interchange, unb));
    open.hasHeader = true;
  }

  function beginMessage(unh: EdifactSegment, soiled: boolean): void {
    if (current !== null) cutMessage(unh.offset);
    if (open === null) return;
    if (group === null && open.groups > 0)
      complain("groups-and-messages-mixed", "30", unh.offset, say("groups-and-messages-mixed"));
    const [code, version, release, agency, association] = [1, 2, 3, 4, 5].map((index) => part(unh, 2, index));
    const builder = createMessageBuilder(code ?? "", release ?? "", unh.offset, limits, envelopeOnly);
    const message: EdifactMessage = {
      code: code ?? "",
      control: part(unh, 1),
      version: version ?? "",
      release: release ?? "",
      agency: agency ?? "",
      association: association ?? "",
      root: builder.root,
      issues: builder.issues,
      start: unh.offset,
      end: unh.offset,
    };
    current = { message, builder };
    if (!envelopeOnly) builder.add(unh, soiled);
    // Reference numbers are unique in the interchange, or in the group if there are groups.
    const key = group === null ? message.control : `${open.groups} ${message.control}`;
    if (open.controls.has(key))
      builder.note(messageIssue("message-number-repeated", "26", unh.offset, say("message-number-repeated")));
    if (open.controls.size < CONTROL_CAP) open.controls.add(key);
  }

  function endMessage(unt: EdifactSegment, soiled: boolean): void {
    if (current === null) return;
    const { message, builder } = current;
    if (!envelopeOnly) {
      builder.add(unt, soiled);
      if (!isSame(part(unt, 2), message.control))
        builder.note(
          messageIssue("message-number-mismatch", "28", unt.offset, say("message-number-mismatch")),
        );
      if (!builder.isCount(part(unt, 1)))
        builder.note(
          messageIssue(
            "message-count-mismatch",
            "29",
            unt.offset,
            say("message-count-mismatch", { count: builder.count() }),
          ),
        );
    }
    closeMessage(unt.end ?? unt.offset);
  }

  function cutMessage(offset: number): void {
    current?.builder.note(
      messageIssue("message-trailer-missing", "13", offset, say("message-trailer-missing")),
    );
    closeMessage(offset);
  }

  function closeMessage(end: number): void {
    if (current === null || open === null) return;
    current.message.end = end;
    if (group === null) open.messages++;
    else group.received++;
    const { message } = current;
    current = null;
    handlers.onMessage(message, group?.group ?? null, open.interchange);
  }

  function beginGroup(ung: EdifactSegment): void {
    if (current !== null) cutMessage(ung.offset);
    if (group !== null) endGroup(null, ung.offset);
    if (open === null) return;
    if (open.messages > 0)
      complain("groups-and-messages-mixed", "30", ung.offset, say("groups-and-messages-mixed"));
    open.groups++;
    group = { group: readGroup(ung), received: 0 };
  }

  function endGroup(une: EdifactSegment | null, offset: number): void {
    if (current !== null) cutMessage(offset);
    if (open === null) return;
    if (group === null) {
      complain("segment-outside-message", "33", offset, say("segment-outside-message"));
      return;
    }
    const { group: closing, received } = group;
    const note = (code: string, ack: string, message: Term) =>
      closing.issues.push({ level: "group", code, ack, message, offset });
    group = null;
    if (une === null) note("group-trailer-missing", "13", say("group-trailer-missing"));
    else {
      closing.announced = part(une, 1);
      if (!isSame(part(une, 2), closing.control))
        note("group-number-mismatch", "28", say("group-number-mismatch"));
      if (!isSame(closing.announced, String(received)))
        note("group-count-mismatch", "29", say("group-count-mismatch", { count: received }));
    }
    handlers.onGroup?.(closing, open.interchange);
  }

  function endInterchange(unz: EdifactSegment): void {
    if (group !== null) endGroup(null, unz.offset);
    if (current !== null) cutMessage(unz.offset);
    if (open === null) return;
    open.complete = true;
    const count = open.groups > 0 ? open.groups : open.messages;
    if (!isSame(part(unz, 2), open.interchange.control))
      complain("interchange-number-mismatch", "28", unz.offset, say("interchange-number-mismatch"));
    if (!isSame(part(unz, 1), String(count)))
      complain("interchange-count-mismatch", "29", unz.offset, say("interchange-count-mismatch", { count }));
    if (count === 0) complain("interchange-empty", "32", unz.offset, say("interchange-empty"));
  }

  function damage({ kind, offset }: SegmentDamage): void {
    if (kind === "unterminated") complain("segment-unterminated", "13", offset, say("segment-unterminated"));
    else if (current !== null) current.builder.skip(offset);
    else complain("segment-outside-message", "33", offset, say("segment-outside-message"));
  }

  function complain(code: string, ack: string, offset: number, message: Term): void {
    const issues = open?.interchange.issues;
    if (issues !== undefined && issues.length < ISSUE_CAP)
      issues.push(interchangeIssue(code, ack, offset, message));
  }

  function close(end: number): void {
    if (open === null) return;
    if (!open.complete) {
      if (group !== null) endGroup(null, end);
      if (current !== null) cutMessage(end);
      complain("interchange-trailer-missing", "13", end, say("interchange-trailer-missing"));
    }
    if (!open.hasHeader) complain("header-missing", "13", open.interchange.start, say("header-missing"));
    open.interchange.end = end;
    const { interchange: closing, complete } = open;
    open = null;
    handlers.onInterchange?.(closing, complete);
  }

  const leftover = (start: number, end: number) => handlers.onLeftover?.({ start, end });
  return { interchange, segments, damage, close, leftover };
}
