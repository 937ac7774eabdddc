export type HeadId = "MSH" | "FHS" | "BHS" | "BTS" | "FTS";
export type TextRange = { readonly start: number; readonly end: number };

/** The byte range of a whole message (`id` is MSH), or of a single segment that begins or ends a batch or a batch file. */
export type Piece = TextRange & { readonly id: HeadId };

/** The maximum number of characters of the first line of a piece that are kept. */
export const LONGEST_LINE = 32_768;
/** The characters that are ignored between messages: byte order marks, framing characters and white space. */
const BLANK = "\xEF\xBB\xBF\uFEFF\0\x0b\x1c\t\r\n ";
const TRAILING = "\r\n\x0b\x1c";

/**
 * The text from a header or trailer segment to the next one, or the text before the first one (`id` is null). It is not kept, only
 * what is needed of it. Positions are counted in characters from the beginning of the input.
 */
export type Region = {
  readonly id: HeadId | null;
  readonly start: number;
  /** The first line, which is the header or trailer segment itself. */
  line: string;
  isLineComplete: boolean;
  /** The end of the piece: of a message, or of the line. Trailing line ends and framing characters are excluded. */
  end: number;
  /** Whether there is text that belongs to no piece. */
  hasText: boolean;
  /** Whether a message contains CR, and whether only blanks follow the last one. */
  hasCr: boolean;
  isAfterCr: boolean;
};

export function beginRegion(id: HeadId | null, start: number): Region {
  return {
    id,
    start,
    line: "",
    isLineComplete: id === null,
    end: start,
    hasText: false,
    hasCr: false,
    isAfterCr: false,
  };
}

/** Adds the characters `from` to `to` of a text whose first character is at the position `base` of the input. */
export function extend(region: Region, text: string, from: number, to: number, base: number): void {
  const rest = region.isLineComplete ? from : extendLine(region, text, from, to, base);
  if (region.id === "MSH") extendMessage(region, text, from, to, base);
  else if (!region.hasText) region.hasText = skipBlank(text, rest, to) < to;
}

/** Returns the position after the line. */
function extendLine(region: Region, text: string, from: number, to: number, base: number): number {
  let stop = from;
  while (stop < to && text[stop] !== "\r" && text[stop] !== "\n") stop++;
  region.line += text.slice(from, Math.min(stop, from + LONGEST_LINE - region.line.length));
  region.isLineComplete = stop < to;
  extendEnd(region, text, from, stop, base);
  return stop;
}

function extendMessage(region: Region, text: string, from: number, to: number, base: number): void {
  extendEnd(region, text, from, to, base);
  region.hasCr ||= text.slice(from, to).includes("\r");
  let last = to - 1;
  while (last >= from && text[last] !== "\r" && BLANK.includes(text[last] ?? "")) last--;
  if (last >= from) region.isAfterCr = text[last] === "\r";
}

function extendEnd(region: Region, text: string, from: number, to: number, base: number): void {
  let end = to;
  while (end > from && TRAILING.includes(text[end - 1] ?? "")) end--;
  if (end > from) region.end = base + end;
}

/**
 * Returns whether LF at the current end of a region is a line break within a value of a message, so that what follows is not
 * another message. This is the case if CR ends the segments of the message.
 */
export function endsInText({ id, hasCr, isAfterCr }: Region): boolean {
  return id === "MSH" && hasCr && !isAfterCr;
}

/**
 * Returns the position of the first character from `start` on that is not blank, or `end`. A loop is used because a regular
 * expression would overflow the stack on megabytes of blanks.
 */
export function skipBlank(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && BLANK.includes(text[at] ?? "")) at++;
  return at;
}
