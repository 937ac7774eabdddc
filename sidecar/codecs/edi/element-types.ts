import type { CompiledElement } from "./model.ts";

/** The fault of an element. It is also the code of its text; each syntax has the code for its acknowledgement. */
export type ElementFault =
  | "element-missing"
  | "element-condition-missing"
  | "element-excluded"
  | "too-many-elements"
  | "too-many-repetitions"
  | "too-many-components"
  | "element-invalid-character"
  | "element-too-short"
  | "element-too-long"
  | "element-not-numeric"
  | "code-not-in-list"
  | "date-invalid"
  | "time-invalid";

const TOO_SHORT = "element-too-short";
const TOO_LONG = "element-too-long";
const NOT_NUMERIC = "element-not-numeric";
const NOT_IN_LIST = "code-not-in-list";
const NO_DATE = "date-invalid";
const NO_TIME = "time-invalid";
const CHARACTER = "element-invalid-character";

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Validates a non-empty value of a simple element by its type, length and code list (X12.6 §3.5). Returns its fault, or null. */
export function valueFault(value: string, element: CompiledElement): ElementFault | null {
  switch (element.type) {
    case "AN":
    case "ID":
      return textFault(value, element);
    case "A":
      return /\d/.test(value) ? CHARACTER : textFault(value, element);
    case "R":
    case "N":
    case "D":
      return numberFault(value, element);
    case "DT":
      return dateFault(value, element);
    case "TM":
      return timeFault(value, element);
  }
}

function textFault(value: string, element: CompiledElement): ElementFault | null {
  if (value.length < element.min) return TOO_SHORT;
  // Trailing spaces are ignored, because many senders pad values.
  if (value.length > element.max && value.trimEnd().length > element.max) return TOO_LONG;
  if (element.codes !== null && !element.codes.has(value.trimEnd())) return NOT_IN_LIST;
  return null;
}

/**
 * Returns the fault of a number, or null if it is valid. N is an integer with implied decimals; R has an explicit decimal point
 * if needed, D a decimal point or comma. Sign and decimal point do not count towards the length.
 */
function numberFault(value: string, element: CompiledElement): ElementFault | null {
  let digits = 0;
  let points = 0;
  for (let index = value.charCodeAt(0) === 45 ? 1 : 0; index < value.length; index++) {
    const character = value.charCodeAt(index);
    if (character >= 48 && character <= 57) digits++;
    else if (character === 46 || (character === 44 && element.type === "D")) points++;
    else return NOT_NUMERIC;
  }
  if (digits === 0 || points > (element.type === "N" ? 0 : 1)) return NOT_NUMERIC;
  if (digits < element.min) return TOO_SHORT;
  return digits > element.max ? TOO_LONG : null;
}

function dateFault(value: string, element: CompiledElement): ElementFault | null {
  if (value.length < element.min) return TOO_SHORT;
  if (value.length > element.max) return TOO_LONG;
  const year = digitsAt(value, 0, 4);
  const month = digitsAt(value, 4, 2);
  const day = digitsAt(value, 6, 2);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > (DAYS[month - 1] ?? 0)) return NO_DATE;
  if (month === 2 && day === 29 && !isLeap(year)) return NO_DATE;
  return null;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Returns the fault of a time, or null if it is valid: HHMM, HHMMSS, HHMMSSD or HHMMSSDD. */
function timeFault(value: string, element: CompiledElement): ElementFault | null {
  if (value.length < element.min) return TOO_SHORT;
  if (value.length > element.max) return TOO_LONG;
  const sound = /^([01]\d|2[0-3])[0-5]\d([0-5]\d(\d{1,2})?)?$/.test(value);
  return sound ? null : NO_TIME;
}

/** Returns the number that the digits at a position form, or -1 if one of the characters is not a digit. */
function digitsAt(value: string, from: number, length: number): number {
  let number = 0;
  for (let index = from; index < from + length; index++) {
    const digit = value.charCodeAt(index) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    number = number * 10 + digit;
  }
  return number;
}

/** Returns whether a value contains a control character. */
export function hasControlCharacter(value: string): boolean {
  for (let index = 0; index < value.length; index++) {
    const character = value.charCodeAt(index);
    if (character < 32 || character === 127) return true;
  }
  return false;
}
