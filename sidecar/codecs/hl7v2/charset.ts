import type { Layout } from "../layout.ts";

/** How text in a character set of MSH-18 (HL7 table 0211) is decoded and encoded. */

type Charset = {
  /**
   * The label with which `TextDecoder` decodes the character set (WHATWG Encoding Standard). "ascii" and "latin1" are decoded by
   * this module.
   */
  readonly label: string;
  /**
   * How text is encoded in the character set. "nothing" means that text can be decoded but not encoded, which is the case for
   * multi-byte character sets other than Unicode.
   */
  readonly writes: "ascii" | "latin1" | "table" | "utf-8" | "utf-16" | "nothing";
};

export type DecodedText = {
  readonly text: string;
  /** The reason why the text could not be decoded according to MSH-18. Null if it could. */
  readonly fault: "charset-unknown" | "charset-mismatch" | null;
};

const ASCII: Charset = { label: "ascii", writes: "ascii" };
const UTF8: Charset = { label: "utf-8", writes: "utf-8" };
/**
 * The Japanese character sets, encoded in ISO 2022: text begins in ASCII, and escape sequences switch between ASCII and the other
 * sets.
 */
const JAPANESE: Charset = { label: "iso-2022-jp", writes: "nothing" };
const PARTS_OF_8859 = ["2", "3", "4", "5", "6", "7", "8", "9", "15"];
const NAMED: Readonly<Record<string, Charset>> = {
  ASCII,
  "ISO IR6": ASCII,
  "8859/1": { label: "latin1", writes: "latin1" },
  ...Object.fromEntries(
    PARTS_OF_8859.map((part): [string, Charset] => [
      `8859/${part}`,
      { label: `iso-8859-${part}`, writes: "table" },
    ]),
  ),
  "UNICODE UTF-8": UTF8,
  "UNICODE UTF-16": { label: "utf-16", writes: "utf-16" },
  "GB 18030-2000": { label: "gb18030", writes: "nothing" },
  "KS X 1001": { label: "euc-kr", writes: "nothing" },
  "BIG-5": { label: "big5", writes: "nothing" },
  "ISO IR14": JAPANESE,
  "ISO IR87": JAPANESE,
  "JIS X 0202": JAPANESE,
};
/** The characters after ESC that switch from a Japanese character set back to ASCII (ISO 2022-JP, RFC 1468). */
const BACK_TO_ASCII = "(B";
const LAST_OF_ASCII = 0x7f;
const LAST_OF_LATIN1 = 0xff;
const UTF16_MARK = "\ufeff";
const ESCAPE = "\x1b";

/** The names in HL7 table 0211 of the character sets that are supported in MSH-18. */
export const characterSetCodes: readonly string[] = Object.keys(NAMED);

/** Converts an alternative spelling that senders use to the name in table 0211: "ISO-8859-15" to "8859/15". */
export function spelledCharacterSet(name: string): string {
  const plain = name.trim().toUpperCase();
  if (/^(UTF-?8|UNICODE)$/.test(plain)) return "UNICODE UTF-8";
  return plain.replace(/^(?:ISO[-_ ]?)?8859[/-]/, "8859/").replace(/^ISO[- ]?IR[- ]?(\d+)$/, "ISO IR$1");
}

function charsetOf(name: string): Charset | null {
  const code = spelledCharacterSet(name);
  return Object.hasOwn(NAMED, code) ? (NAMED[code] ?? null) : null;
}

/**
 * Converts an input to text in which segments can be located: one character for each byte (as latin-1) or, in UTF-16, for each
 * pair of bytes, so that a position in the text can be converted to a byte position in the input. Never throws an error.
 */
export function layOut(bytes: Uint8Array, layout: Layout): string {
  if (layout === "bytes") return latin1(bytes);
  return new TextDecoder(layout, { ignoreBOM: true }).decode(bytes.subarray(0, bytes.length & ~1));
}

/**
 * Decodes a message with the character sets in MSH-18 (v2.8.2 §2.14.9.18): first the one of the message, which is null if MSH-18
 * does not name it, then those to which escape sequences switch. If none is named, a name is unknown, or the bytes do not match,
 * decodes the bytes as UTF-8 if they are valid UTF-8, otherwise as latin-1. Never throws an error.
 */
export function decodeText(
  bytes: Uint8Array,
  [first = null, ...others]: readonly (string | null)[],
): DecodedText {
  const alternates = others.map((name) => (name === null ? null : charsetOf(name)));
  const charset = first === null ? null : charsetOf(first);
  if (
    (first !== null && charset === null) ||
    others.some((name, index) => name !== null && !alternates[index])
  )
    return { text: guessed(bytes), fault: "charset-unknown" };
  const text =
    alternates.includes(JAPANESE) && bytes.includes(ESCAPE.charCodeAt(0))
      ? switched(bytes, charset)
      : plain(bytes, charset);
  return text === null ? { text: guessed(bytes), fault: "charset-mismatch" } : { text, fault: null };
}

const plain = (bytes: Uint8Array, charset: Charset | null): string | null =>
  charset === null ? guessed(bytes) : decoded(bytes, charset);

/**
 * Decodes text whose escape sequences switch from `charset` to a Japanese character set and back. Returns null if a part of the
 * text is not valid in its character set.
 */
function switched(bytes: Uint8Array, charset: Charset | null): string | null {
  const [beginning = "", ...runs] = latin1(bytes).split(ESCAPE);
  const parts = runs.map((run) =>
    run.startsWith(BACK_TO_ASCII)
      ? plain(Buffer.from(run.slice(BACK_TO_ASCII.length), "latin1"), charset)
      : decoded(Buffer.from(ESCAPE + run, "latin1"), JAPANESE),
  );
  const text = [plain(Buffer.from(beginning, "latin1"), charset), ...parts];
  return text.includes(null) ? null : text.join("");
}

/**
 * Returns a function that decodes the bytes of a `\X..\` sequence in a message with this character set (a name in table 0211, or
 * null).
 */
export function hexTextFor(name: string | null): (bytes: Uint8Array) => string {
  const charset = name === null ? null : charsetOf(name);
  const single = charset?.writes === "table" || charset?.writes === "latin1";
  return (bytes) => {
    const plain = latin1(bytes);
    if (isWithin(plain, LAST_OF_ASCII)) return plain;
    return (single ? decoded(bytes, charset) : null) ?? guessed(bytes);
  };
}

/**
 * Encodes a text in a character set of table 0211, or in UTF-8 if the name is null. Returns null if the character set does not
 * contain a character or cannot be written.
 */
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
  // A message in UTF-16 never reaches this point, because its layout is recognised before MSH-18 is read.
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
