import { endOfText } from "../json.ts";

/** The byte range of an element of a JSON array: from `start` up to, but not including, `end`. */
export type Range = { readonly start: number; readonly end: number };

const [QUOTE, COMMA] = [0x22, 0x2c];
const [OPENING, CLOSING] = [new Set([0x5b, 0x7b]), new Set([0x5d, 0x7d])];
const BLANKS = new Set([0x20, 0x09, 0x0a, 0x0d]);

/**
 * Returns the ranges of the elements of a JSON array, in order and without surrounding blanks. The bytes must be a valid array in
 * UTF-8, in which no byte of a multi-byte character equals a quote or a bracket (RFC 8259, RFC 3629 §3).
 */
export function elementRanges(bytes: Uint8Array): Range[] {
  const ranges: Range[] = [];
  let depth = 0;
  let start = -1;
  let end = -1;
  const finish = () => {
    if (start >= 0) ranges.push({ start, end });
    start = -1;
  };
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (BLANKS.has(byte)) continue;
    if (CLOSING.has(byte)) depth -= 1;
    if (depth === 0 || (depth === 1 && byte === COMMA)) finish();
    else {
      if (start < 0) start = at;
      if (byte === QUOTE) at = endOfText(bytes, at);
      end = at + 1;
    }
    if (OPENING.has(byte)) depth += 1;
  }
  return ranges;
}
