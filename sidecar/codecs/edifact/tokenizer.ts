import { decoderOf } from "./charsets.ts";
import { DEFAULTS, readUna, startsInterchange, UNA_LENGTH } from "./service-characters.ts";
import { createSplitter, type SplitSegment } from "./split-segment.ts";
import type { EdifactDelimiters, EdifactSegment } from "./types.ts";

/** The maximum length of a segment. A longer one is reported as an issue and not kept in memory. */
const SEGMENT_CAP = 64 * 1024;
/** Chunks are processed in slices of this size, so that the strings of a segment do not keep large buffers in memory. */
const SLICE = 32 * 1024;
/** The number of characters that must be in memory to recognise the beginning of an interchange: UNA, a line end, UNB and UNO. */
const LONGEST_BEGINNING = 24;
/** The character code of U, with which UNA and UNB begin. Most segments begin with a different letter. */
const CAPITAL_U = 85;
/** The segments that are split even if only the envelope is read. */
const ENVELOPE: ReadonlySet<string> = new Set(["UNB", "UNZ", "UNG", "UNE", "UNH", "UNT"]);

export type SegmentDamage = { kind: "unterminated" | "too-long"; offset: number };

/** Receives what the tokenizer finds, in document order. Offsets are bytes from the beginning of the input. */
export type EdifactTokenSink = {
  /** Called at UNA or UNB. `isUnaSound` is false if UNA cannot be used; the defaults apply then. */
  interchange(delimiters: EdifactDelimiters, isUnaSound: boolean, offset: number): void;
  /** Called with consecutive segments, from UNB to UNZ. `soiled` contains those with control characters. */
  segments(batch: EdifactSegment[], soiled: ReadonlySet<EdifactSegment>): void;
  damage(damage: SegmentDamage): void;
  /** Called at the end of an interchange: after UNZ, or where the next interchange or the end of the input interrupts it. */
  close(offset: number): void;
  /** Called for text outside any interchange, other than white space. */
  leftover(start: number, end: number): void;
};

/** A tokenizer. `push` accepts chunks of any size, `end` marks the end of the input, and `stop` skips the rest. */
export type EdifactTokenizer = { push(chunk: Uint8Array): void; end(): void; stop(): void };

type Mode = "between" | "leftover" | "inside" | "overlong";

/**
 * Creates a tokenizer that splits bytes into the segments of interchanges. Each UNA sets new service characters, each UNB the
 * character set and the syntax version. Chunks may be cut anywhere, also after a release character.
 */
export function createEdifactTokenizer(
  sink: EdifactTokenSink,
  { envelopeOnly = false }: { readonly envelopeOnly?: boolean } = {},
): EdifactTokenizer {
  let text = "";
  let base = 0;
  let pos = 0;
  /** The terminator is not before this position, so that short chunks do not cause repeated searches. */
  let searched = 0;
  let mode: Mode = "between";
  let leftoverFrom = 0;
  let delimiters = DEFAULTS;
  let split: SplitSegment = createSplitter(delimiters, null);
  let hasUnb = false;
  let nextUnb = -1;
  let batch: EdifactSegment[] = [];
  let soiled = new Set<EdifactSegment>();
  let stopped = false;

  function push(chunk: Uint8Array): void {
    for (let from = 0; from < chunk.length; from += SLICE) {
      if (stopped) return;
      const slice = chunk.subarray(from, from + SLICE);
      base += pos;
      searched = Math.max(0, searched - pos);
      text =
        text.slice(pos) + Buffer.from(slice.buffer, slice.byteOffset, slice.byteLength).toString("latin1");
      pos = 0;
      nextUnb = -1;
      advance(false);
    }
  }

  function end(): void {
    nextUnb = -1;
    advance(true);
    if (mode === "leftover") sink.leftover(leftoverFrom, base + text.length);
    if (mode === "inside" || mode === "overlong") sink.close(base + text.length);
    mode = "between";
  }

  function advance(final: boolean): void {
    while (!stopped && step(final));
    flush();
  }

  /** Performs one step. Returns false if more input is needed. */
  function step(final: boolean): boolean {
    if (mode === "between") return between(final);
    if (mode === "leftover") return leftover(final);
    return mode === "overlong" ? overlong(final) : inside(final);
  }

  function between(final: boolean): boolean {
    pos = skipBlank(text, pos);
    const begins = startsInterchange(text, pos);
    if ((begins === "unknown" && !final) || pos >= text.length) return false;
    if (begins === true) return open();
    leftoverFrom = base + pos;
    mode = "leftover";
    return true;
  }

  function open(): boolean {
    const hasUna = text.startsWith("UNA", pos);
    const una = hasUna ? readUna(text, pos) : DEFAULTS;
    delimiters = una ?? DEFAULTS;
    hasUnb = false;
    sink.interchange(delimiters, una !== null, base + pos);
    if (hasUna) pos += UNA_LENGTH;
    else delimiters = { ...DEFAULTS, element: text[pos + 3] as string };
    split = createSplitter({ ...delimiters, repetition: null }, null);
    searched = pos;
    mode = "inside";
    return true;
  }

  /** Searches for the next interchange in text outside interchanges. Only UNB with a syntax identifier is accepted there. */
  function leftover(final: boolean): boolean {
    const at = interchangeAt(text, pos, text.length, DEFAULTS.element);
    if (at < 0) {
      pos = final ? text.length : Math.max(pos, text.length - LONGEST_BEGINNING);
      return false;
    }
    sink.leftover(leftoverFrom, base + at);
    pos = at;
    mode = "between";
    return true;
  }

  function inside(final: boolean): boolean {
    pos = skipBlank(text, pos);
    if (hasUnb && text.charCodeAt(pos) === CAPITAL_U) {
      const begins = startsInterchange(text, pos);
      if (begins === "unknown" && !final) return false;
      if (begins === true) return interrupt(pos);
    }
    const stop = terminator();
    const limit = Math.min(stop < 0 ? text.length : stop, pos + SEGMENT_CAP);
    const cut = cutBefore(limit);
    if (cut >= 0) return interrupt(cut);
    if ((stop < 0 ? text.length : stop) - pos > SEGMENT_CAP) {
      flush();
      sink.damage({ kind: "too-long", offset: base + pos });
      mode = "overlong";
      return true;
    }
    if (stop >= 0) return take(stop);
    if (final && pos < text.length) unterminated(text.length);
    return false;
  }

  /** Returns the position of the next terminator that is not released, or -1. */
  function terminator(): number {
    let from = Math.max(pos, searched);
    for (;;) {
      const at = text.indexOf(delimiters.segment, from);
      searched = at < 0 ? text.length : at;
      if (at < 0 || !isReleased(at)) return at;
      from = at + 1;
    }
  }

  /** Returns whether a character is released: an odd number of release characters precedes it. */
  function isReleased(at: number): boolean {
    const { release } = delimiters;
    if (release === null) return false;
    let before = at;
    while (before > pos && text[before - 1] === release) before--;
    return (at - before) % 2 === 1;
  }

  /** Returns where a new interchange begins in the middle of an apparent segment, because its terminator was lost; -1 if nowhere. */
  function cutBefore(limit: number): number {
    if (!hasUnb) return -1;
    if (nextUnb < pos) nextUnb = hitOf(pos + 1);
    if (nextUnb >= limit) return -1;
    const at = interchangeAt(text, pos + 1, limit + 8, delimiters.element);
    if (at >= 0 && at < limit) return at;
    nextUnb = hitOf(limit);
    return -1;
  }

  function hitOf(from: number): number {
    const at = text.indexOf("UNB", from);
    return at < 0 ? Number.POSITIVE_INFINITY : at;
  }

  function interrupt(at: number): boolean {
    if (at > pos) unterminated(at);
    flush();
    sink.close(base + at);
    pos = at;
    mode = "between";
    return true;
  }

  function unterminated(at: number): void {
    flush();
    sink.damage({ kind: "unterminated", offset: base + pos });
    pos = at;
  }

  /** Skips the rest of a segment that exceeds the maximum length, to its terminator or to the next interchange. */
  function overlong(final: boolean): boolean {
    const stop = terminator();
    const cut = hasUnb ? interchangeAt(text, pos, stop < 0 ? text.length : stop, delimiters.element) : -1;
    if (cut >= 0) {
      pos = cut;
      return interrupt(cut);
    }
    if (stop >= 0) {
      pos = stop + 1;
      mode = "inside";
      return true;
    }
    pos = final ? text.length : beforePair(Math.max(pos, text.length - LONGEST_BEGINNING));
    return false;
  }

  /** Returns the position, or the one before it if the character there is released. */
  function beforePair(at: number): number {
    return isReleased(at) ? at - 1 : at;
  }

  /** Processes the segment from `pos` to its terminator at `stop`. */
  function take(stop: number): boolean {
    const offset = base + pos;
    const id = tagAt(text, pos);
    if (envelopeOnly && !ENVELOPE.has(id)) {
      batch.push({ id, elements: [[id]], position: 0, offset });
    } else {
      const { segment, isSoiled } = split(text, pos, stop, offset);
      batch.push(segment);
      if (id.charCodeAt(0) === CAPITAL_U && ENVELOPE.has(id)) segment.end = base + stop + 1;
      if (isSoiled) soiled.add(segment);
      if (id === "UNB" && !hasUnb) begin(segment);
    }
    pos = stop + 1;
    searched = pos;
    if (id !== "UNZ") return true;
    flush();
    sink.close(base + pos);
    mode = "between";
    return true;
  }

  /** Applies the syntax identifier and version of UNB. There is no repetition separator before version 4. */
  function begin(unb: EdifactSegment): void {
    hasUnb = true;
    const [syntax = "", version = ""] = unb.elements[1] ?? [];
    if (version !== "4") delimiters = { ...delimiters, repetition: null };
    split = createSplitter(delimiters, decoderOf(syntax));
  }

  function flush(): void {
    if (batch.length === 0) return;
    sink.segments(batch, soiled);
    batch = [];
    soiled = new Set();
  }

  function stop(): void {
    stopped = true;
  }

  return { push, end, stop };
}

/**
 * Returns the position between `from` and `limit` at which UNB with a syntax identifier begins, or the UNA before it; -1 if there
 * is none.
 */
function interchangeAt(text: string, from: number, limit: number, element: string): number {
  for (let at = text.indexOf("UNB", from); at >= 0 && at + 7 <= limit; at = text.indexOf("UNB", at + 1)) {
    const separator = text[at + 3];
    if (!text.startsWith("UNO", at + 4) || (separator !== element && separator !== DEFAULTS.element))
      continue;
    const una = text.lastIndexOf("UNA", at);
    const isBefore =
      una >= from &&
      at - una >= UNA_LENGTH &&
      text.slice(una + UNA_LENGTH, at).trim() === "" &&
      startsInterchange(text, una) === true;
    return isBefore ? una : at;
  }
  return -1;
}

/** Returns the tag of the segment at this position, from which line ends are removed (see `createSplitter`). */
function tagAt(text: string, at: number): string {
  const tag = text.substring(at, at + 3);
  return /[\r\n]/.test(tag)
    ? text
        .substring(at, at + 9)
        .replace(/[\r\n]/g, "")
        .slice(0, 3)
    : tag;
}

/** Returns the position after white space, byte order marks, and the padding that mailboxes add to files (NUL, Ctrl-Z). */
export function skipBlank(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); isBlank(code); code = text.charCodeAt(at)) at++;
  return at;
}

function isBlank(code: number): boolean {
  if (code > 32 && code < 128) return false;
  return (
    code === 32 ||
    (code >= 9 && code <= 13) ||
    code === 0 ||
    code === 26 ||
    code === 0xef ||
    code === 0xbb ||
    code === 0xbf
  );
}
