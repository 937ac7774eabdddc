import { allOf } from "./separators.ts";
import type { HL7Separators } from "./types.ts";

/**
 * Sequences for formatting, highlighting and other character sets. They contain no separator and are passed through unchanged.
 */
const FORMATTING =
  /^(?:H|N|Z[A-Za-z0-9]{0,40}|C[0-9A-Fa-f]{4}|M[0-9A-Fa-f]{4,6}|\.(?:sp|in|ti|sk|fi|nf|ce)[ +-]?\d{0,4})$/;
const HEXADECIMAL = /^X(?:[0-9A-Fa-f]{2})+$/;
const LONGEST_FORMATTING = 42;
const FIRST_PRINTABLE = 0x20;
const DELETE = 0x7f;

/** Decodes the bytes of a `\X..\` sequence in the character set of the message. */
export type HexText = (bytes: Uint8Array) => string;

/**
 * Removes the escapes of a value (v2.8.2 §2.7): separators, `\X..\`, and `\.br\` as a line feed. Formatting sequences and invalid
 * sequences remain unchanged. Zero bytes remain escaped, because they cannot be stored as text.
 */
export function unescaped(value: string, separators: HL7Separators, hexText: HexText): string {
  const { escape: sign } = separators;
  if (sign === null || !value.includes(sign)) return value;
  let result = "";
  let at = 0;
  for (let open = value.indexOf(sign); open >= 0; ) {
    const close = value.indexOf(sign, open + 1);
    if (close < 0) break;
    const sequence = value.slice(open + 1, close);
    const meaning = meaningOf(sequence, separators, hexText);
    if (meaning === null) open = close;
    else {
      result += value.slice(at, open) + meaning;
      at = close + 1;
      open = value.indexOf(sign, at);
    }
  }
  return result + value.slice(at);
}

function meaningOf(sequence: string, separators: HL7Separators, hexText: HexText): string | null {
  const { escape: sign } = separators;
  switch (sequence) {
    case "F":
      return separators.field;
    case "S":
      return separators.component;
    case "R":
      return separators.repetition;
    case "T":
      return separators.subcomponent;
    case "P":
      return separators.truncation;
    case "E":
      return sign;
    case ".br":
      return "\n";
  }
  if (sequence.length <= LONGEST_FORMATTING && FORMATTING.test(sequence)) return `${sign}${sequence}${sign}`;
  if (!HEXADECIMAL.test(sequence)) return null;
  const only = sequence.length === 3 ? Number.parseInt(sequence.slice(1), 16) : DELETE;
  if (only > 0 && only < DELETE) return String.fromCharCode(only);
  const text = hexText(Buffer.from(sequence.slice(1), "hex"));
  return text.includes("\0") ? null : text;
}

/**
 * Escapes a value so that it contains no separator, line end or framing character and unescapes to the same value. Returns null
 * if it cannot be written: it needs an escape but there is no escape character, or it contains a zero character or an unpaired
 * surrogate.
 */
export function escaped(value: string, separators: HL7Separators): string | null {
  const { letters, special } = signsOf(separators);
  if (value.isWellFormed() && !special.test(value)) return value;
  const { escape: sign } = separators;
  if (sign === null || value.includes("\0") || !value.isWellFormed()) return null;
  let result = "";
  for (let at = 0; at < value.length; at++) {
    const character = value[at] ?? "";
    const passing = character === sign ? formattingAt(value, at, separators) : null;
    result += passing ?? replacement(character, letters, sign);
    at += passing === null ? 0 : passing.length - 1;
  }
  return result;
}

function replacement(character: string, letters: ReadonlyMap<string, string>, sign: string): string {
  const letter = letters.get(character);
  if (letter !== undefined) return `${sign}${letter}${sign}`;
  if (!isControl(character)) return character;
  if (character === "\n" && !letters.has(".")) return `${sign}.br${sign}`;
  return `${sign}X${character.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}${sign}`;
}

/**
 * Returns the formatting sequence that starts here, with its escape characters, or null. A sequence that contains a separator is
 * not a formatting sequence.
 */
function formattingAt(value: string, at: number, separators: HL7Separators): string | null {
  const { escape: sign } = separators;
  if (sign === null) return null;
  const close = value.slice(at + 1, at + LONGEST_FORMATTING + 2).indexOf(sign);
  const sequence = close < 0 ? "" : value.slice(at + 1, at + 1 + close);
  if (!FORMATTING.test(sequence) || allOf(separators).some((each) => sequence.includes(each))) return null;
  return `${sign}${sequence}${sign}`;
}

type Signs = {
  /** The letter between the escape characters, for each separator. */
  readonly letters: ReadonlyMap<string, string>;
  /** Matches a text that contains a separator or a control character. */
  readonly special: RegExp;
};

/** Caches the signs per separators object, because all values of a message are written with the same object. */
const signsBySeparators = new WeakMap<HL7Separators, Signs>();

function signsOf(separators: HL7Separators): Signs {
  const known = signsBySeparators.get(separators);
  if (known) return known;
  const letters = lettersOf(separators);
  const separatorCodes = [...letters.keys()].map(inHexadecimal).join("");
  const special = new RegExp(`[\\x00-\\x08\\x0A-\\x1F\\x7F${separatorCodes}]`);
  signsBySeparators.set(separators, { letters, special });
  return { letters, special };
}

function inHexadecimal(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
}

function lettersOf(separators: HL7Separators): ReadonlyMap<string, string> {
  const { field, component, repetition, escape: sign, subcomponent, truncation } = separators;
  const letters = new Map<string, string>();
  const add = (separator: string | null, letter: string) =>
    separator !== null && letters.set(separator, letter);
  add(field, "F");
  add(component, "S");
  add(repetition, "R");
  add(subcomponent, "T");
  add(truncation, "P");
  add(sign, "E");
  return letters;
}

/**
 * Returns whether a character must be escaped: control characters end segments (CR, LF), frame messages (VT, FS) or may be lost
 * in transit. A tab is harmless.
 */
function isControl(character: string): boolean {
  const code = character.charCodeAt(0);
  return (code < FIRST_PRINTABLE && character !== "\t") || code === DELETE;
}
