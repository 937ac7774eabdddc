/** The size and byte order of the code units of an input, which must be known before MSH-18 can be read. */
export type Layout = "bytes" | "utf-16le" | "utf-16be";

/**
 * Returns the size and byte order of the code units of an input. UTF-16 is recognised by its byte order mark or by the zero bytes
 * between its first letters.
 */
export function layoutOf(bytes: Uint8Array): Layout {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (bytes.length < 4) return "bytes";
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return "utf-16le";
  if (first === 0 && second !== 0 && third === 0 && fourth !== 0) return "utf-16be";
  return "bytes";
}

/** Returns whether an input is encoded as UTF-16, although its format requires ASCII or UTF-8. */
export const isUtf16 = (bytes: Uint8Array): boolean => layoutOf(bytes) !== "bytes";
