import { type Layout, layoutOf } from "../layout.ts";
import { layOut } from "./charset.ts";

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
/**
 * The characters that may precede a segment: a byte order mark, as bytes or as a character, and the framing characters of a
 * stored frame.
 */
const LEAD = "[\\xEF\\xBB\\xBF\\uFEFF\\x0b\\x1c\\t ]{0,20}";
const HEAD = new RegExp(`(?:^|[\\r\\n])${LEAD}(MSH|FHS|BHS|BTS|FTS)(?![A-Za-z0-9])`, "g");
const BEGINNING = /^(?:MSH|FHS|BHS)(?![A-Za-z0-9])/;
/** The characters that are ignored between messages: byte order marks, framing characters and white space. */
const BLANK = "\xEF\xBB\xBF\uFEFF\0\x0b\x1c\t\r\n ";
const TRAILING = "\r\n\x0b\x1c";

export type HeadId = "MSH" | "FHS" | "BHS" | "BTS" | "FTS";

/** The byte range of a whole message (`id` is MSH), or of a single segment that begins or ends a batch or a batch file. */
export type Piece = { readonly id: HeadId; readonly start: number; readonly end: number };

export type Pieces = {
  readonly layout: Layout;
  readonly pieces: readonly Piece[];
  /** The byte ranges of text outside messages and batch segments. White space and framing characters are ignored. */
  readonly leftover: readonly { readonly start: number; readonly end: number }[];
  /** Whether the input contains more messages or header segments than allowed. If so, the rest was not examined. */
  readonly tooMany: boolean;
};

/**
 * Splits an input at the segments that begin or end messages, batches and batch files, and returns the byte ranges in order
 * (v2.8.2 §2.10.3). Never throws an error.
 */
export function splitHl7(bytes: Uint8Array, mostMessages = MOST_HEADS): Pieces {
  const layout = layoutOf(bytes);
  const text = layOut(bytes, layout);
  const { heads, end: lookedAt } = headsOf(text, mostMessages);
  const unit = layout === "bytes" ? 1 : 2;
  const pieces: Piece[] = [];
  const leftover: { start: number; end: number }[] = [];
  const keep = (start: number, end: number) => {
    if (skipBlank(text, start, end) < end) leftover.push({ start: start * unit, end: end * unit });
  };
  keep(0, heads[0]?.before ?? lookedAt);
  heads.forEach(({ id, start }, index) => {
    const limit = heads[index + 1]?.before ?? lookedAt;
    const end = id === "MSH" ? trimmedEnd(text, start, limit) : lineEnd(text, start, limit);
    pieces.push({ id, start: start * unit, end: end * unit });
    if (id !== "MSH") keep(end, limit);
  });
  return { layout, pieces, leftover, tooMany: lookedAt < text.length };
}

/** Returns whether an input begins like HL7 v2: MSH, FHS or BHS after an optional byte order mark and blank lines. */
export function looksLikeHl7(bytes: Uint8Array): boolean {
  const beginning = bytes.subarray(0, LOOK_AT);
  const text = layOut(beginning, layoutOf(beginning));
  return BEGINNING.test(text.slice(skipBlank(text, 0, text.length)));
}

/**
 * Returns the position of the first character from `start` on that is not blank, or `end`. A loop is used because a regular
 * expression would overflow the stack on megabytes of blanks.
 */
function skipBlank(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && BLANK.includes(text[at] ?? "")) at++;
  return at;
}

type Head = { readonly id: HeadId; readonly start: number; readonly before: number };

function headsOf(text: string, mostMessages: number): { heads: Head[]; end: number } {
  const heads: Head[] = [];
  let messages = 0;
  for (const match of text.matchAll(HEAD)) {
    const id = match[1] as HeadId;
    const last = heads.at(-1);
    if (last?.id === "MSH" && isText(text.slice(last.start, match.index + 1))) continue;
    if (id === "MSH") messages++;
    if (heads.length === MOST_HEADS || messages > mostMessages) return { heads, end: match.index };
    heads.push({ id, start: match.index + match[0].length - id.length, before: match.index });
  }
  return { heads, end: text.length };
}

/**
 * Returns whether the line end at the end of `message` is a line break within a value, so that what follows does not begin
 * another message. This is the case for an LF without CR in a message whose segments end with CR.
 */
function isText(message: string): boolean {
  let end = message.length - 1;
  if (message[end] !== "\n" || !message.includes("\r")) return false;
  while (end > 0 && BLANK.includes(message[end] ?? "") && message[end] !== "\r") end--;
  return message[end] !== "\r";
}

function lineEnd(text: string, start: number, limit: number): number {
  let end = start;
  while (end < limit && text[end] !== "\r" && text[end] !== "\n") end++;
  return trimmedEnd(text, start, end);
}

function trimmedEnd(text: string, start: number, limit: number): number {
  let end = limit;
  while (end > start && TRAILING.includes(text[end - 1] ?? "")) end--;
  return end;
}
