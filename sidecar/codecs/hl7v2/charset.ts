/** MSH-18 (HL7 table 0211): which bytes stand for which characters. */

type Charset = {
  /** The label of the Encoding Standard by which it is decoded; "ascii" and "latin1" are done here. */
  readonly label: string;
  /** What can be written back; one that decodes several bytes to a character is only read, but for Unicode. */
  readonly writes: "ascii" | "latin1" | "table" | "utf-8" | "utf-16" | "nothing";
};

/** How the characters of an input are laid out, before any MSH-18 can be read. */
export type Layout = "bytes" | "utf-16le" | "utf-16be";

export type DecodedText = {
  readonly text: string;
  /** Null when the text could be decoded as MSH-18 says. */
  readonly fault: "charset-unknown" | "charset-mismatch" | null;
};

const UTF8: Charset = { label: "utf-8", writes: "utf-8" };
const NAMED: Readonly<Record<string, Charset>> = {
  ASCII: { label: "ascii", writes: "ascii" },
  "UNICODE UTF-8": UTF8,
  "UTF-8": UTF8,
  UTF8,
  UNICODE: UTF8,
  "UNICODE UTF-16": { label: "utf-16", writes: "utf-16" },
  "GB 18030-2000": { label: "gb18030", writes: "nothing" },
  "KS X 1001": { label: "euc-kr", writes: "nothing" },
  "BIG-5": { label: "big5", writes: "nothing" },
  "ISO IR87": { label: "iso-2022-jp", writes: "nothing" },
};
const PARTS_OF_8859 = ["2", "3", "4", "5", "6", "7", "8", "9", "15"];
const LAST_OF_ASCII = 0x7f;
const LAST_OF_LATIN1 = 0xff;
const UTF16_MARK = "\ufeff";

function charsetOf(name: string): Charset | null {
  const plain = name.trim().toUpperCase();
  const part = /^(?:ISO[-_ ]?)?8859[/-](\d+)$/.exec(plain)?.[1];
  if (part === "1") return { label: "latin1", writes: "latin1" };
  if (part !== undefined)
    return PARTS_OF_8859.includes(part) ? { label: `iso-8859-${part}`, writes: "table" } : null;
  return Object.hasOwn(NAMED, plain) ? (NAMED[plain] ?? null) : null;
}

/** Says whether the input is UTF-16, by its byte order mark or by the zeros between its first letters. */
export function layoutOf(bytes: Uint8Array): Layout {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === LAST_OF_LATIN1) return "utf-16be";
  if (bytes.length < 4) return "bytes";
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return "utf-16le";
  if (first === 0 && second !== 0 && third === 0 && fourth !== 0) return "utf-16be";
  return "bytes";
}

/** Gives the characters of an input for finding its lines: as many as bytes, or as pairs of bytes. Never throws. */
export function layOut(bytes: Uint8Array, layout: Layout): string {
  if (layout === "bytes") return latin1(bytes);
  return new TextDecoder(layout, { ignoreBOM: true }).decode(bytes.subarray(0, bytes.length & ~1));
}

/**
 * Gives the text of a message. Without a name it is UTF-8 when that is valid, else latin-1, and so it is when the name is
 * unknown, or the bytes are not what it says. Never throws.
 */
export function decodeText(bytes: Uint8Array, name: string | null): DecodedText {
  if (name === null) return { text: guessed(bytes), fault: null };
  const charset = charsetOf(name);
  if (charset === null) return { text: guessed(bytes), fault: "charset-unknown" };
  const text = decoded(bytes, charset);
  return text === null ? { text: guessed(bytes), fault: "charset-mismatch" } : { text, fault: null };
}

/** Gives the text of the bytes of a `\X..\` in a message of this character set. */
export function hexTextFor(name: string | null): (bytes: Uint8Array) => string {
  const charset = name === null ? null : charsetOf(name);
  const single = charset?.writes === "table" || charset?.writes === "latin1";
  return (bytes) => {
    const plain = latin1(bytes);
    if (isWithin(plain, LAST_OF_ASCII)) return plain;
    return (single ? decoded(bytes, charset) : null) ?? guessed(bytes);
  };
}

/** Gives the bytes of a text, UTF-8 without a name; null when this character set cannot hold it, or we do not write it. */
export function encodeText(text: string, name: string | null): Uint8Array | null {
  const charset = name === null ? UTF8 : charsetOf(name);
  switch (charset?.writes) {
    case "utf-8":
      return Buffer.from(text, "utf8");
    case "utf-16":
      return Buffer.from(UTF16_MARK + text, "utf16le");
    case "ascii":
      return isWithin(text, LAST_OF_ASCII) ? Buffer.from(text, "latin1") : null;
    case "latin1":
      return isWithin(text, LAST_OF_LATIN1) ? Buffer.from(text, "latin1") : null;
    case "table":
      return byTable(text, charset.label);
    default:
      return null;
  }
}

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");

function guessed(bytes: Uint8Array): string {
  return decoded(bytes, UTF8) ?? latin1(bytes);
}

function decoded(bytes: Uint8Array, { label }: Charset): string | null {
  if (label === "latin1") return latin1(bytes);
  if (label === "ascii") {
    const text = latin1(bytes);
    return isWithin(text, LAST_OF_ASCII) ? text : null;
  }
  // A message in UTF-16 never gets here: its layout is seen before its MSH-18.
  if (label === "utf-16") return null;
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function isWithin(text: string, last: number): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > last) return false;
  return true;
}

function byTable(text: string, label: string): Uint8Array | null {
  const decoder = new TextDecoder(label);
  const table = new Map<string, number>();
  for (let byte = 255; byte >= 0; byte--) table.set(decoder.decode(Uint8Array.of(byte)), byte);
  table.delete("\ufffd");
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const byte = table.get(text[at] ?? "");
    if (byte === undefined) return null;
    bytes[at] = byte;
  }
  return bytes;
}
