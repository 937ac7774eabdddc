import type { HL7Separators } from "./types.ts";

/** The separators that HL7 recommends (v2.8.2 §2.5.4). */
export const RECOMMENDED: HL7Separators = {
  field: "|",
  component: "^",
  repetition: "~",
  escape: "\\",
  subcomponent: "&",
  truncation: null,
};

/** The IDs of the segments that declare the separators of the segments after them. */
export const HEADERS: readonly string[] = ["MSH", "BHS", "FHS"];

/**
 * Returns the separators declared in fields 1 and 2 of a header segment (MSH, BHS, FHS). Returns null if they cannot be used: one
 * is missing, they are not distinct, or one is a letter, a digit or the quote character, which has a special meaning in values.
 */
export function readSeparators(header: string): HL7Separators | null {
  const field = header[3] ?? "";
  const [, encoding = ""] = header.split(field, 2);
  const [component = "", repetition = null, sign = null, subcomponent = null, truncation = null] = encoding;
  const separators = { field, component, repetition, escape: sign, subcomponent, truncation };
  return encoding.length <= 5 && areUsable(separators) ? separators : null;
}

/**
 * Returns whether these characters can be used as separators: they are distinct ASCII punctuation characters other than the
 * quote.
 */
export function areUsable(separators: HL7Separators): boolean {
  const given = allOf(separators);
  return new Set(given).size === given.length && given.every((each) => /^[!#-/:-@[-`{-~]$/.test(each));
}

/** Returns the separators that are not null, in the order of MSH-1 and MSH-2. */
export function allOf(separators: HL7Separators): string[] {
  const { field, component, repetition, escape: sign, subcomponent, truncation } = separators;
  return [field, component, repetition, sign, subcomponent, truncation].filter((each) => each !== null);
}

/** Returns the content of MSH-2: all separators except the field separator, in the order of the standard. */
export function encodingCharacters(separators: HL7Separators): string {
  return allOf(separators).slice(1).join("");
}
