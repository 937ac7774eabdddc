import { allOf } from "./separators.ts";
import type { HL7Separators } from "./types.ts";

/**
 * Escape sequences for formatting, highlighting and other character sets, without the escape characters. They stand for no
 * separator and are left unchanged.
 */
const FORMATTING =
  /^(?:H|N|Z[A-Za-z0-9]{0,40}|C[0-9A-Fa-f]{4}|M[0-9A-Fa-f]{4,6}|\.(?:sp|in|ti|sk|fi|nf|ce)[ +-]?\d{0,4})$/;
const HEXADECIMAL = /^X(?:[0-9A-Fa-f]{2})+$/;
const LONGEST_FORMATTING = 42;
const FIRST_PRINTABLE = 0x20;
const DELETE = 0x7f;

/** A function that decodes the bytes of a `\X..\` sequence in the character set of the message. */
export type HexText = (bytes: Uint8Array) => string;

/**
 * Replaces the escape sequences of a value with the characters that they stand for (v2.8.2 §2.7): separators, the bytes of
 * `\X..\`, and a line feed for `\.br\`. Formatting sequences and invalid sequences remain unchanged. Zero bytes remain escaped,
 * because they cannot be stored as text.
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
 * if that is not possible: the value needs an escape sequence but the message has no escape character, or it contains a zero
 * character or an unpaired surrogate.
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
 * Returns the formatting sequence that starts at a position, with its escape characters, or null if none starts there. A sequence
 * that contains a separator is not a formatting sequence.
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
  /** The letter of the escape sequence for each separator, such as F for the field separator. */
  readonly letters: ReadonlyMap<string, string>;
  /** Matches a text that contains a separator or a control character other than a tab. */
  readonly special: RegExp;
};

/** A cache of the result of `signsOf`, by the separators object, which is the same for all values of a message. */
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
 * Returns whether a character is a control character that must be escaped, because it ends a segment (CR, LF), frames a message
 * (VT, FS) or may be lost in transit. A tab is not escaped.
 */
function isControl(character: string): boolean {
  const code = character.charCodeAt(0);
  return (code < FIRST_PRINTABLE && character !== "\t") || code === DELETE;
}
