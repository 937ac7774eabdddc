import { type Layout, layoutOf } from "../layout.ts";
import { layOut, unitsOf } from "./charset.ts";
import {
  beginRegion,
  endsInText,
  extend,
  type HeadId,
  type Piece,
  skipBlank,
  type TextRange,
} from "./region.ts";

/**
 * The maximum number of header and trailer segments (MSH, FHS, BHS, BTS, FTS) in an input; real inputs have fewer. Without this
 * limit, a body that consists only of such segments would exhaust memory.
 */
const MOST_HEADS = 10_000;
/**
 * The number of bytes at the beginning of a body in which a header segment must start for the body to be recognised as HL7 v2. No
 * sender puts more blank lines before it.
 */
const LOOK_AT = 1024;
/** The number of bytes that determine the layout of an input. */
const LAYOUT_BYTES = 4;
/**
 * The characters that may precede a segment: a byte order mark, as bytes or as a character, and the framing characters of a
 * stored frame.
 */
const LEAD = "[\\xEF\\xBB\\xBF\\uFEFF\\x0b\\x1c\\t ]{0,20}";
const HEAD = new RegExp(`[\\r\\n]${LEAD}(MSH|FHS|BHS|BTS|FTS)(?![A-Za-z0-9])`, "g");
/** The number of characters after which it is certain whether a line end is followed by a header or trailer segment. */
const CERTAIN = "\n".length + 20 + "MSH".length + 1;
const BEGINNING = /^(?:MSH|FHS|BHS)(?![A-Za-z0-9])/;

const NOTHING = new Uint8Array();

export type PieceHandlers = {
  /** Called for each piece, in order, with its first line: at most 32,768 characters, one for each byte or UTF-16 code unit. */
  onPiece(piece: Piece, line: string, layout: Layout): void;
  /** Called for text outside messages and batch segments, other than white space and framing characters. */
  onLeftover(range: TextRange): void;
};

export type PieceSplitter = {
  push(chunk: Uint8Array): void;
  /** `tooMany`: the input contains more messages or header segments than allowed; the rest was not examined. */
  end(): { readonly layout: Layout; readonly length: number; readonly tooMany: boolean };
};

/**
 * Creates a splitter of an input at the segments that begin or end messages, batches and batch files (v2.8.2 §2.10.3). Chunks may
 * be cut anywhere; a message is not kept, except its first line. Never throws an error.
 */
export function createPieceSplitter(
  { onPiece, onLeftover }: PieceHandlers,
  mostMessages = MOST_HEADS,
): PieceSplitter {
  let layout: Layout | null = null;
  /** Bytes whose layout is unknown, or the first half of a code unit. */
  let pending = NOTHING;
  let length = 0;
  // A head at the beginning is treated like all others, as if a line end preceded it.
  let text = "\n";
  let base = -1;
  let pos = 0;
  let region = beginRegion(null, 0);
  let heads = 0;
  let messages = 0;
  let tooMany = false;

  function push(chunk: Uint8Array): void {
    length += chunk.length;
    if (tooMany) return;
    const bytes = pending.length > 0 ? Buffer.concat([pending, chunk]) : chunk;
    if (layout === null && bytes.length < LAYOUT_BYTES) pending = new Uint8Array(bytes);
    else decode(bytes, false);
  }

  function end(): ReturnType<PieceSplitter["end"]> {
    if (layout === null) decode(pending, true);
    else if (!tooMany) advance(true);
    if (!tooMany) close(base + text.length);
    region = beginRegion(null, length);
    return { layout: layout ?? "bytes", length, tooMany };
  }

  function decode(bytes: Uint8Array, isLast: boolean): void {
    layout ??= layoutOf(bytes);
    const whole = layout === "bytes" ? bytes.length : bytes.length & ~1;
    const more = unitsOf(bytes.subarray(0, whole), layout);
    pending = whole === bytes.length ? NOTHING : new Uint8Array(bytes.subarray(whole));
    base += pos;
    text = text.slice(pos) + more;
    pos = 0;
    advance(isLast);
  }

  function advance(isLast: boolean): void {
    for (let match = headFrom(pos); match !== null; match = headFrom(match.index + match[0].length)) {
      if (match.index + match[0].length === text.length && !isLast) break;
      take(match[1] as HeadId, match.index, match.index + match[0].length - 3);
      if (tooMany) return;
    }
    const lineEnd = Math.max(text.lastIndexOf("\r"), text.lastIndexOf("\n"));
    const isOpen = !isLast && lineEnd >= pos && text.length - lineEnd < CERTAIN;
    absorb(isOpen ? lineEnd : text.length);
  }

  function headFrom(at: number): RegExpExecArray | null {
    HEAD.lastIndex = at;
    return HEAD.exec(text);
  }

  function take(id: HeadId, lineEnd: number, start: number): void {
    absorb(lineEnd + 1);
    if (text[lineEnd] === "\n" && endsInText(region)) return;
    if (id === "MSH") messages++;
    tooMany = heads++ === MOST_HEADS || messages > mostMessages;
    close(base + lineEnd);
    region = beginRegion(id, base + start);
    pos = start;
  }

  function absorb(to: number): void {
    extend(region, text, pos, to, base);
    pos = to;
  }

  function close(limit: number): void {
    const unit = layout === "bytes" ? 1 : 2;
    const { id, start, end, line, hasText } = region;
    const piece = id && { id, start: start * unit, end: end * unit };
    if (piece) onPiece(piece, line.slice(0, end - start).toWellFormed(), layout ?? "bytes");
    if (hasText) onLeftover({ start: end * unit, end: limit * unit });
  }

  return { push, end };
}

/** Returns whether an input begins like HL7 v2: MSH, FHS or BHS after an optional byte order mark and blank lines. */
export function looksLikeHl7(bytes: Uint8Array): boolean {
  const beginning = bytes.subarray(0, LOOK_AT);
  const text = layOut(beginning, layoutOf(beginning));
  return BEGINNING.test(text.slice(skipBlank(text, 0, text.length)));
}
