const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Deeper than any document of ours, by far. */
const MAXIMUM_DEPTH = 64;
/** Members and elements: some invoices of 2000 lines. Many small parts cost a parser far more than one long text does. */
const MAXIMUM_PARTS = 400_000;

/**
 * True when a JSON text is neither nested so deeply nor of so many parts that reading it would keep everybody else waiting. It costs one
 * look at each byte, and may be asked of bytes that are no JSON.
 */
export function isReasonable(bytes: Uint8Array): boolean {
  let depth = 0;
  let parts = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) at = endOfString(bytes, at);
    else if (byte === COMMA) parts += 1;
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      depth += 1;
      parts += 1;
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth -= 1;
    if (depth > MAXIMUM_DEPTH || parts > MAXIMUM_PARTS) return false;
  }
  return true;
}

/** The place of the quote that ends the string which begins at `start`; the end of the bytes when there is none. */
export function endOfString(bytes: Uint8Array, start: number): number {
  let at = bytes.indexOf(QUOTE, start + 1);
  while (at >= 0 && isEscaped(bytes, at, start)) at = bytes.indexOf(QUOTE, at + 1);
  return at < 0 ? bytes.length : at;
}

/** An odd number of backslashes stands before it. */
function isEscaped(bytes: Uint8Array, at: number, start: number): boolean {
  let before = at - 1;
  while (before > start && bytes[before] === BACKSLASH) before -= 1;
  return (at - 1 - before) % 2 === 1;
}
