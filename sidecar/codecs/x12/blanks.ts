/** Codes of characters: they are compared for each segment of a file, and cost nothing to fetch. */
const [TAB, LF, CR, SPACE] = [9, 10, 13, 32];

/** Byte order marks, line ends, and what mailboxes pad files with (NUL, Ctrl-Z). */
export function skipBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length && " \t\r\n\0\x1a\u00ef\u00bb\u00bf".includes(text[at] as string)) at++;
  return at;
}

/** Line ends before a segment mean nothing, even where the line end is the terminator: an empty line is no segment. */
export function skipLineEnds(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); code === CR || code === LF; code = text.charCodeAt(at)) at++;
  return at;
}

/** Blanks before a segment are somebody's layout: no segment's id begins with one. Lines between them count as well. */
export function skipIndent(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); code === SPACE || code === TAB; code = text.charCodeAt(at))
    at = skipLineEnds(text, at + 1);
  return at;
}

/** Reports whether a line begins at this place. */
export function atLineStart(text: string, at: number): boolean {
  return at > 0 && (text[at - 1] === "\n" || text[at - 1] === "\r");
}
