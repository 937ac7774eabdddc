import type { Term } from "../terms/term.ts";
import { isUtf16 } from "./layout.ts";
import { say } from "./terms.ts";

/**
 * Limits for JSON (RFC 8259) that are checked before parsing, because parsing and processing millions of values or deeply nested
 * lists takes seconds and gigabytes of memory.
 */
export type JsonLimits = {
  /** The maximum nesting depth of objects and lists. */
  readonly depth: number;
  /** The maximum number of values in all objects and lists together. */
  readonly values: number;
  /** The maximum number of values in a single object or list, such as the lines of an order. */
  readonly members: number;
};

const LIMITS: JsonLimits = { depth: 64, values: 500_000, members: 20_000 };

export type JsonFault = "not-json" | "utf-16" | "too-deep" | "too-many-values" | "too-many-members";

/**
 * Parses a body as JSON in UTF-8. Returns the content or, if it cannot be read, the fault; never throws an error. Before parsing,
 * checks the limits in a single pass over the bytes.
 */
export function readJson(
  bytes: Uint8Array,
  limits: Partial<JsonLimits> = {},
): { readonly content: unknown } | { readonly fault: JsonFault } {
  const fault = shapeFault(bytes, { ...LIMITS, ...limits });
  if (fault !== null) return { fault };
  try {
    return { content: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) };
  } catch {
    return { fault: isUtf16(bytes) ? "utf-16" : "not-json" };
  }
}

/**
 * Returns the text (a term) that describes a fault in the body of an event. It states the default limits, even if `readJson` was
 * called with others.
 */
export function jsonFault(fault: JsonFault): Term {
  switch (fault) {
    case "not-json":
    case "utf-16":
      return say(fault);
    case "too-deep":
      return say(fault, { most: LIMITS.depth });
    case "too-many-values":
      return say(fault, { most: LIMITS.values });
    case "too-many-members":
      return say(fault, { most: LIMITS.members });
  }
}

const LIMIT_TERMS: ReadonlySet<string> = new Set(
  [
    say("too-deep", { most: 0 }),
    say("too-many-values", { most: 0 }),
    say("too-many-members", { most: 0 }),
  ].map(({ term }) => term),
);

/** Returns whether a fault of an event's body is a limit that it exceeds. */
export const isLimit = (fault: Term): boolean => LIMIT_TERMS.has(fault.term);

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPENING = [0x5b, 0x7b];
const CLOSING = [0x5d, 0x7d];

/**
 * Returns the fault for the first limit that a body exceeds, or null if it exceeds none. Counts brackets, braces and commas
 * outside strings; in UTF-8, no byte of a multi-byte character equals one of them.
 */
function shapeFault(bytes: Uint8Array, { depth: deepest, values: mostValues, members }: JsonLimits) {
  const counts = new Uint32Array(deepest + 2);
  let depth = 0;
  let values = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) at = endOfText(bytes, at);
    else if (byte === COMMA || OPENING.includes(byte)) {
      if (byte !== COMMA && ++depth > deepest) return "too-deep";
      counts[depth] = byte === COMMA ? (counts[depth] as number) + 1 : 1;
      if ((counts[depth] as number) > members) return "too-many-members";
      if (++values > mostValues) return "too-many-values";
    } else if (CLOSING.includes(byte) && depth > 0) depth--;
  }
  return null;
}

/**
 * Returns the position of the quote that ends the JSON string whose opening quote is at `from`, or the length of the bytes if the
 * string does not end.
 */
export function endOfText(bytes: Uint8Array, from: number): number {
  for (let at = from + 1; at < bytes.length; at++) {
    if (bytes[at] === BACKSLASH) at++;
    else if (bytes[at] === QUOTE) return at;
  }
  return bytes.length;
}
