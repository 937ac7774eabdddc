import type { EdifactDelimiters } from "./types.ts";

/** The length of UNA: the tag and six characters, without a terminator of its own (ISO 9735 §7.1). */
export const UNA_LENGTH = 9;

/** The service characters without UNA. Decimal mark: comma in syntax versions 1 to 3; a reader accepts both. */
export const DEFAULTS: EdifactDelimiters = {
  component: ":",
  element: "+",
  decimal: ",",
  release: "?",
  repetition: "*",
  segment: "'",
};

/**
 * Returns the service characters of UNA at this position, or null if they cannot be used. A space as release character or
 * repetition separator means that there is none.
 */
export function readUna(text: string, at: number): EdifactDelimiters | null {
  const [component = "", element = "", decimal = "", release = "", repetition = "", segment = ""] =
    text.slice(at + 3, at + UNA_LENGTH);
  const used = [component, element, segment, release, repetition].filter((one) => one !== " ");
  if (component === " " || element === " " || used.some((one) => !isPunctuation(one))) return null;
  if (new Set(used).size !== used.length) return null;
  return {
    component,
    element,
    decimal: decimal === "." || decimal === "," ? decimal : DEFAULTS.decimal,
    release: release === " " ? null : release,
    repetition: repetition === " " ? null : repetition,
    segment,
  };
}

/** Returns the text of UNA for these service characters. */
export function unaOf({
  component,
  element,
  decimal,
  release,
  repetition,
  segment,
}: EdifactDelimiters): string {
  return `UNA${component}${element}${decimal}${release ?? " "}${repetition ?? " "}${segment}`;
}

/** Returns whether a character can be a service character: neither a letter, a digit nor a space. */
export function isPunctuation(character: string): boolean {
  return character !== "" && !/[A-Za-z0-9 \u0080-\uffff]/.test(character);
}

/** Returns whether an interchange begins at this position, or "unknown" if the text ends too early to decide. */
export function startsInterchange(text: string, at: number): boolean | "unknown" {
  const start = text.substring(at, at + 4);
  if (start.length < 4)
    return "UNA".startsWith(start.slice(0, 3)) || "UNB".startsWith(start.slice(0, 3)) ? "unknown" : false;
  if (start.startsWith("UNB")) return isPunctuation(start[3] ?? "");
  if (!start.startsWith("UNA")) return false;
  return at + UNA_LENGTH <= text.length ? isPunctuation(start[3] ?? "") : "unknown";
}
