import type { X12Delimiters, X12Header } from "./types.ts";

/** ISA is the only X12 segment of fixed length: 106 characters with its terminator (X12.5 §3). */
export const ISA_LENGTH = 106;
/** The number of characters that are examined for an ISA whose elements do not have their fixed widths. */
const LOOSE_WINDOW = 180;
/** The minimum length of an ISA without padding. Anything shorter is a fragment. */
const LOOSE_LENGTH = 70;
/** The maximum number of line end characters between a complete ISA and the following segment. */
const LINE_ENDS = 4;
/** The number of characters (or the end of the input) needed before `readIsa` returns a final result. */
export const ISA_LOOKAHEAD = LOOSE_WINDOW + ISA_LENGTH;

const SEPARATORS_AT = [6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103];

/** A fault of the ISA itself. `note` is the TA105 code of the acknowledgment. */
export type IsaFault = {
  /** The code of the fault, which is also the code of its text. */
  code:
    | "isa-layout"
    | "isa-sender-qualifier"
    | "isa-sender"
    | "isa-receiver-qualifier"
    | "isa-receiver"
    | "isa-date"
    | "isa-time"
    | "isa-version"
    | "isa-control-number"
    | "isa-acknowledgment-requested"
    | "isa-usage-indicator"
    | "isa-unreadable";
  note: string;
};
/** A parsed ISA. `length` includes the terminator. `elements[13]` is ISA13, untrimmed. */
export type IsaReading = { header: X12Header; elements: string[]; length: number; faults: IsaFault[] };

/** The character code of the letter I. Most segments begin with a different letter. */
const CAPITAL_I = 73;

/** Returns whether this position contains "ISA" and a character that could be an element separator. */
export function isPlausibleIsa(text: string, at: number): boolean {
  return (
    text.charCodeAt(at) === CAPITAL_I &&
    text.startsWith("ISA", at) &&
    at + 3 < text.length &&
    isPunctuation(text[at + 3] ?? "")
  );
}

/**
 * Returns whether an ISA at this position has all separators at their fixed positions and usable delimiters, or "unknown" if the
 * text ends too early to decide.
 */
export function hasIsaLayout(text: string, at: number): boolean | "unknown" {
  if (at + 3 >= text.length) return "ISA".startsWith(text.slice(at, at + 3)) ? "unknown" : false;
  if (!isPlausibleIsa(text, at)) return false;
  const separator = text[at + 3];
  for (const position of SEPARATORS_AT) {
    if (at + position >= text.length) return "unknown";
    if (text[at + position] !== separator) return false;
  }
  if (at + ISA_LENGTH > text.length) return "unknown";
  return areUsable(text[at + 3] ?? "", text[at + 104] ?? "", text[at + 105] ?? "");
}

/**
 * Returns whether a new interchange begins at this position in the middle of an apparent segment, which happens if a truncated
 * file is followed by the next file; "unknown" if the text ends too early to decide. The check is stricter than for an ISA at the
 * start of a segment, because words may contain "ISA". It requires the complete layout, followed by GS, TA1 or IEA and the
 * element separator of the new interchange.
 */
export function startsInterchange(text: string, at: number): boolean | "unknown" {
  const layout = hasIsaLayout(text, at);
  if (layout !== true) return layout;
  const separator = text[at + 3];
  let next = at + ISA_LENGTH;
  while (next < at + ISA_LENGTH + LINE_ENDS && /[\r\n]/.test(text[next] ?? "")) next++;
  for (const id of ["GS", "TA1", "IEA"]) {
    const begin = `${id}${separator}`;
    const seen = text.slice(next, next + begin.length);
    if (seen === begin) return true;
    if (next + begin.length > text.length && begin.startsWith(seen)) return "unknown";
  }
  return false;
}

/**
 * Parses the ISA at this position, including the delimiters. An ISA that has all elements, but not with their fixed widths, is
 * parsed too, with a fault to report to the sender. Returns null if the ISA is truncated or its delimiters are unusable.
 */
export function readIsa(text: string, at: number): IsaReading | null {
  const strict = hasIsaLayout(text, at) === true;
  const reading = strict ? strictIsa(text, at) : looseIsa(text, at);
  if (reading === null) return null;
  const { elements, length } = reading;
  const field = (index: number) => (elements[index] ?? "").replace(/[\r\n]/g, "").trim();
  const header: X12Header = {
    delimiters: delimitersOf(elements, text[at + 3] ?? "", text[at + length - 1] ?? ""),
    sender: { qualifier: field(5), id: field(6) },
    receiver: { qualifier: field(7), id: field(8) },
    date: field(9),
    time: field(10),
    version: field(12),
    control: field(13),
    acknowledgmentRequested: field(14) === "1",
    usage: usageOf(field(15)),
  };
  return {
    header,
    elements,
    length,
    faults: faultsOf(
      elements.map((_, index) => field(index)),
      strict,
    ),
  };
}

function strictIsa(text: string, at: number): { elements: string[]; length: number } {
  const ends = [3, ...SEPARATORS_AT];
  const elements = ends.map((end, index) => text.slice(at + (ends[index - 1] ?? -1) + 1, at + end));
  elements.push(text[at + 104] ?? "");
  return { elements, length: ISA_LENGTH };
}

function looseIsa(text: string, at: number): { elements: string[]; length: number } | null {
  const separator = text[at + 3] ?? "";
  const window = text.slice(at, looseEnd(text, at));
  const elements = window.split(separator, 16);
  const lead = elements.join(separator).length + 1;
  const component = window[lead] ?? "";
  const terminator = window[lead + 1] ?? "";
  if (elements.length < 16 || lead < LOOSE_LENGTH || !areUsable(separator, component, terminator))
    return null;
  elements[16] = component;
  return { elements, length: lead + 2 };
}

/** Returns the end of the text to examine for an ISA without fixed widths. It ends before the next complete ISA. */
function looseEnd(text: string, at: number): number {
  const limit = Math.min(text.length, at + LOOSE_WINDOW);
  for (
    let next = text.indexOf("ISA", at + 3);
    next >= 0 && next < limit;
    next = text.indexOf("ISA", next + 1)
  ) {
    if (hasIsaLayout(text, next) === true) return next;
  }
  return limit;
}

/**
 * Returns the delimiters that an ISA declares. ISA11 is the repetition separator since version 00402, provided that it is
 * punctuation and distinct from the others; otherwise `repetition` is null.
 */
function delimitersOf(elements: string[], element: string, segment: string): X12Delimiters {
  const component = elements[16] ?? "";
  const repetition = (elements[11] ?? "").trim();
  const usable =
    (elements[12] ?? "") >= "00402" &&
    repetition.length === 1 &&
    isPunctuation(repetition) &&
    ![element, component, segment].includes(repetition);
  return { element, repetition: usable ? repetition : null, component, segment };
}

function faultsOf(fields: string[], strict: boolean): IsaFault[] {
  const faults: IsaFault[] = [];
  const check = (sound: boolean, code: IsaFault["code"], note: string) => {
    if (!sound) faults.push({ code, note });
  };
  const at = (index: number) => fields[index] ?? "";
  check(strict, "isa-layout", "024");
  check(at(5).length === 2, "isa-sender-qualifier", "005");
  check(at(6) !== "", "isa-sender", "006");
  check(at(7).length === 2, "isa-receiver-qualifier", "007");
  check(at(8) !== "", "isa-receiver", "008");
  check(/^\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(at(9)), "isa-date", "014");
  check(/^([01]\d|2[0-3])[0-5]\d$/.test(at(10)), "isa-time", "015");
  check(/^\d{5}$/.test(at(12)), "isa-version", "017");
  check(/^\d{9}$/.test(at(13)), "isa-control-number", "018");
  check(/^[01]$/.test(at(14)), "isa-acknowledgment-requested", "019");
  check(/^[PTI]$/.test(at(15)), "isa-usage-indicator", "020");
  return faults;
}

/** Returns the usage indicator. Values other than P, T and I are treated as test, so that they never reach production. */
function usageOf(indicator: string): "P" | "T" | "I" {
  return indicator === "P" || indicator === "I" ? indicator : "T";
}

function areUsable(element: string, component: string, segment: string): boolean {
  const distinct = new Set([element, component, segment]).size === 3;
  return (
    distinct && isPunctuation(component) && (isPunctuation(segment) || segment === "\r" || segment === "\n")
  );
}

function isPunctuation(character: string): boolean {
  return character.length === 1 && !/[A-Za-z0-9\s]/.test(character);
}
