/**
 * The codes of the characters compared below. Codes are faster to compare than strings, and the comparison runs for each segment
 * of a file.
 */
const [TAB, LF, CR, SPACE] = [9, 10, 13, 32];

/** Returns the position after white space, byte order marks, and the padding that mailboxes add to files (NUL, Ctrl-Z). */
export function skipBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length && " \t\r\n\0\x1a\u00ef\u00bb\u00bf".includes(text[at] as string)) at++;
  return at;
}

/**
 * Returns the position after the line ends before a segment. They have no meaning, even if the segment terminator is a line end,
 * because an empty line is not a segment.
 */
export function skipLineEnds(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); code === CR || code === LF; code = text.charCodeAt(at)) at++;
  return at;
}

/**
 * Returns the position after the blanks before a segment and the line ends between them. Such blanks are only formatting, because
 * no segment ID begins with a blank.
 */
export function skipIndent(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); code === SPACE || code === TAB; code = text.charCodeAt(at))
    at = skipLineEnds(text, at + 1);
  return at;
}

/** Returns whether the preceding character is a line end; false at the start of the text. */
export function atLineStart(text: string, at: number): boolean {
  return at > 0 && (text[at - 1] === "\n" || text[at - 1] === "\r");
}
