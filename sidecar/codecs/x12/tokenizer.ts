import { atLineStart, skipBlank, skipIndent, skipLineEnds } from "./blanks.ts";
import {
  hasIsaLayout,
  ISA_LOOKAHEAD,
  type IsaReading,
  isPlausibleIsa,
  readIsa,
  startsInterchange,
} from "./delimiters.ts";
import { ENVELOPE } from "./envelope-parts.ts";
import type { X12Delimiters, X12Segment } from "./types.ts";

/** The maximum length of a segment. A longer one is reported as an issue and not kept in memory. */
const SEGMENT_CAP = 64 * 1024;
/**
 * The maximum number of elements per segment; segments of the standard have less than a quarter of it. The last element contains
 * the rest, including separators.
 */
const MOST_ELEMENTS = 200;
/** Chunks are processed in slices of this size, so that the strings of a segment do not keep large buffers in memory. */
const SLICE = 32 * 1024;

const NO_ELEMENTS: string[] = [];

/** A harmless irregularity in the layout of segments. */
export type SegmentOddity = {
  /** "indented": there are blanks before a segment. "empty": there is nothing between two terminators. */
  kind: "empty" | "indented";
  count: number;
  /** The offset of the first occurrence. */
  offset: number;
};
export type SegmentDamage = { kind: "unterminated" | "too-long"; id: string; offset: number };

export type X12TokenizerOptions = {
  /**
   * If true, only the segments of the envelope are split into elements, and all other segments are passed to the sink with only
   * their ID.
   */
  readonly envelopeOnly?: boolean;
};

/** Receives what the tokenizer finds, in document order. Offsets are bytes from the beginning of the input. */
export type X12TokenSink = {
  /** Called at the beginning of an interchange; `isa` is null if it cannot be read. */
  interchange(isa: IsaReading | null, offset: number): void;
  /**
   * Called with consecutive segments, from the one after ISA up to IEA. `soiled` contains the segments of the batch that contain
   * control characters, component separators or repetition separators.
   */
  segments(batch: X12Segment[], soiled: ReadonlySet<X12Segment>): void;
  damage(damage: SegmentDamage): void;
  /** Called for each run of empty segments, and with the number of indented segments before the interchange is closed. */
  odd?(oddity: SegmentOddity): void;
  /**
   * Called at the end of an interchange: after IEA (complete), or where the next interchange or the end of the input interrupts
   * it.
   */
  close(offset: number, complete: boolean): void;
  /** Called for text outside any interchange, other than white space. */
  leftover(start: number, end: number): void;
};

/** A tokenizer. `push` accepts chunks of any size, `end` marks the end of the input, and `stop` skips the rest. */
export type X12Tokenizer = { push(chunk: Uint8Array): void; end(): void; stop(): void };

type Mode = "between" | "leftover" | "unreadable" | "inside" | "overlong";

/**
 * Creates a tokenizer that splits bytes into the segments of interchanges. Each ISA sets new delimiters. Bytes are decoded as
 * latin-1.
 */
export function createX12Tokenizer(
  sink: X12TokenSink,
  { envelopeOnly = false }: X12TokenizerOptions = {},
): X12Tokenizer {
  let text = "";
  let base = 0;
  let pos = 0;
  let mode: Mode = "between";
  let leftoverFrom = 0;
  let delimiters: X12Delimiters = { element: "", repetition: null, component: "", segment: "" };
  /**
   * The character code of the element separator. In `soil`, the entries of the character codes that make a segment soiled are 1.
   */
  let separator = -1;
  let soil = new Uint8Array(256);
  let isaHit = -1;
  /** Whether blanks were skipped since the last segment. */
  let afterBlanks = false;
  let indented = { count: 0, offset: 0 };
  let batch: X12Segment[] = [];
  let soiled = new Set<X12Segment>();
  let stopped = false;

  function push(chunk: Uint8Array): void {
    for (let from = 0; from < chunk.length; from += SLICE) {
      if (stopped) {
        base += chunk.length - from;
        return;
      }
      const slice = chunk.subarray(from, from + SLICE);
      const more = Buffer.from(slice.buffer, slice.byteOffset, slice.byteLength).toString("latin1");
      base += pos;
      text = text.slice(pos) + more;
      pos = 0;
      forgetHits();
      advance(false);
    }
  }

  function end(): void {
    forgetHits();
    advance(true);
    if (mode === "leftover") sink.leftover(leftoverFrom, base + text.length);
    if (mode === "inside" || mode === "overlong" || mode === "unreadable") close(base + text.length, false);
    mode = "between";
  }

  function advance(final: boolean): void {
    while (step(final));
    flush();
  }

  /** Performs one step. Returns false if more input is needed. */
  function step(final: boolean): boolean {
    if (stopped) return stayAt(text.length);
    if (mode === "between") return between(final);
    if (mode === "inside") return inside(final);
    if (mode === "overlong") return overlong(final);
    return seek(final);
  }

  function between(final: boolean): boolean {
    pos = skipBlank(text, pos);
    if (text.length - pos < 4 && !final) return false;
    if (pos >= text.length) return false;
    if (isPlausibleIsa(text, pos)) return open(final);
    leftoverFrom = base + pos;
    mode = "leftover";
    return true;
  }

  function open(final: boolean): boolean {
    const layout = hasIsaLayout(text, pos);
    if (layout !== true && !final && text.length - pos < ISA_LOOKAHEAD) return false;
    const isa = readIsa(text, pos);
    sink.interchange(isa, base + pos);
    if (isa === null) {
      mode = "unreadable";
      pos += 3;
      return true;
    }
    pos += isa.length;
    delimiters = isa.header.delimiters;
    separator = delimiters.element.charCodeAt(0);
    soil = soilOf(delimiters);
    mode = "inside";
    forgetHits();
    return true;
  }

  /**
   * Searches for the beginning of the next interchange, in text outside interchanges or after an unreadable ISA. After an
   * unreadable ISA, only a complete one is accepted, because otherwise a file of fragments would yield millions of interchanges.
   */
  function seek(final: boolean): boolean {
    for (let at = text.indexOf("ISA", pos); at >= 0; at = text.indexOf("ISA", at + 1)) {
      const onItsOwn = mode === "leftover" && atLineStart(text, at) && isPlausibleIsa(text, at);
      const layout = onItsOwn || hasIsaLayout(text, at);
      if (layout === "unknown" && !final) return stayAt(at - 1);
      if (layout !== true) continue;
      if (mode === "leftover") sink.leftover(leftoverFrom, base + at);
      else close(base + at, false);
      pos = at;
      mode = "between";
      return true;
    }
    return stayAt(final ? text.length : text.length - 4);
  }

  function stayAt(at: number): false {
    pos = Math.max(pos, at);
    return false;
  }

  function inside(final: boolean): boolean {
    const from = skipLineEnds(text, pos);
    pos = skipIndent(text, from);
    afterBlanks ||= pos > from;
    if (isPlausibleIsa(text, pos)) return interrupt(pos);
    const stop = text.indexOf(delimiters.segment, pos);
    const limit = stop < 0 ? text.length : stop;
    const cut = nextStart(Math.min(limit, pos + SEGMENT_CAP), final);
    if (cut === "unknown") return false;
    if (cut >= 0) return interrupt(cut);
    if (limit - pos > SEGMENT_CAP) return overrun();
    if (stop < 0) return final && unterminated(text.length);
    take(stop);
    return true;
  }

  /** Returns the position before `limit` at which a new interchange begins in the middle of a segment, or -1 if there is none. */
  function nextStart(limit: number, final: boolean): number | "unknown" {
    if (isaHit < pos) isaHit = hit("ISA", pos);
    while (isaHit < limit) {
      const begins = startsInterchange(text, isaHit);
      if (begins === true) return isaHit;
      if (begins === "unknown" && !final) return "unknown";
      isaHit = hit("ISA", isaHit + 1);
    }
    return -1;
  }

  function hit(needle: string, from: number): number {
    const at = text.indexOf(needle, from);
    return at < 0 ? Number.POSITIVE_INFINITY : at;
  }

  function interrupt(at: number): boolean {
    if (at > pos) unterminated(at);
    flush();
    close(base + at, false);
    pos = at;
    mode = "between";
    return true;
  }

  function unterminated(at: number): boolean {
    flush();
    if (pos < at) sink.damage({ kind: "unterminated", id: segmentId(), offset: base + pos });
    pos = at;
    return false;
  }

  function overrun(): boolean {
    flush();
    sink.damage({ kind: "too-long", id: segmentId(), offset: base + pos });
    mode = "overlong";
    return true;
  }

  /** Skips the rest of a segment that exceeds the maximum length. */
  function overlong(final: boolean): boolean {
    const stop = text.indexOf(delimiters.segment, pos);
    const cut = nextStart(stop < 0 ? text.length : stop, final);
    if (cut === "unknown") return stayAt(isaHit - 1);
    mode = "inside";
    if (cut >= 0) {
      pos = cut;
      return interrupt(cut);
    }
    if (stop >= 0) {
      pos = stop + 1;
      return true;
    }
    mode = "overlong";
    return stayAt(final ? text.length : text.length - 3);
  }

  function segmentId(): string {
    const id = /^[A-Z][A-Z0-9]{1,2}(?![A-Z0-9])/.exec(text.slice(pos, pos + 4));
    return id?.[0] ?? "";
  }

  /** Processes the segment from `pos` to its terminator at `end`. */
  function take(end: number): void {
    const isLast = pos < end && hand(end).id === "IEA";
    if (pos === end) passOver();
    else pos = end + 1;
    afterBlanks = false;
    if (isLast) finish();
  }

  /** Reports a run of empty segments once, because a file may consist only of terminators. */
  function passOver(): void {
    flush();
    const first = pos;
    while (text[pos] === delimiters.segment) pos++;
    sink.odd?.({ kind: "empty", count: pos - first, offset: base + first });
  }

  function hand(end: number): X12Segment {
    if (afterBlanks && indented.count++ === 0) indented.offset = base + pos;
    const segment = envelopeOnly ? envelopeSegment(end) : wholeSegment(end);
    batch.push(segment);
    return segment;
  }

  function envelopeSegment(end: number): X12Segment {
    let behindId = pos;
    while (behindId < end && text.charCodeAt(behindId) !== separator) behindId++;
    const id = text.substring(pos, behindId);
    if (ENVELOPE.has(id)) return wholeSegment(end);
    return { id, elements: NO_ELEMENTS, position: 0, offset: base + pos };
  }

  /** Splits a segment in a single loop: for the few characters between two separators, this is faster than `indexOf`. */
  function wholeSegment(end: number): X12Segment {
    const elements: string[] = [];
    let from = pos;
    let isSoiled = false;
    for (let at = pos; at < end; at++) {
      const character = text.charCodeAt(at);
      if (character === separator && elements.length < MOST_ELEMENTS) {
        elements.push(text.substring(from, at));
        from = at + 1;
      } else if (soil[character] === 1) isSoiled = true;
    }
    elements.push(text.substring(from, end));
    const segment = { id: elements[0] as string, elements, position: 0, offset: base + pos };
    if (isSoiled) soiled.add(segment);
    return segment;
  }

  function stop(): void {
    stopped = true;
  }

  function finish(): void {
    flush();
    close(base + pos, true);
    mode = "between";
  }

  function close(offset: number, complete: boolean): void {
    if (indented.count > 0) sink.odd?.({ kind: "indented", ...indented });
    indented = { count: 0, offset: 0 };
    afterBlanks = false;
    sink.close(offset, complete);
  }

  function flush(): void {
    if (batch.length === 0) return;
    sink.segments(batch, soiled);
    batch = [];
    soiled = new Set();
  }

  function forgetHits(): void {
    isaHit = -1;
  }

  return { push, end, stop };
}

/** Returns a table indexed by character code, with 1 for control characters and for the component and repetition separators. */
function soilOf({ component, repetition }: X12Delimiters): Uint8Array<ArrayBuffer> {
  const soil = new Uint8Array(256).fill(1, 0, 32);
  soil[127] = 1;
  for (const mark of [component, repetition ?? ""]) if (mark !== "") soil[mark.charCodeAt(0)] = 1;
  return soil;
}
