import { unescaped } from "./escape.ts";
import { HEADERS } from "./separators.ts";
import type { HL7Component, HL7Field, HL7Repetition, HL7Segment, HL7Separators } from "./types.ts";

/**
 * The maximum number of fields in a segment, of repetitions in a field, and of components or subcomponents. No sender reaches
 * these limits; they restrict the memory used for a maliciously crafted message.
 */
const MOST_FIELDS = 1000;
const MOST_REPETITIONS = 20_000;
const MOST_COMPONENTS = 1000;
const NAME = /^[A-Z][A-Z0-9]{2}$/;
const NOTHING: readonly never[] = Object.freeze([]);

export type SegmentReading =
  | { readonly segment: HL7Segment; readonly overfull: number | null }
  | { readonly segment: null };

/** What is needed to decode the values of a message: its separators, and the function that decodes its `\X..\` sequences. */
export type ValueRules = {
  readonly separators: HL7Separators;
  hexText(bytes: Uint8Array): string;
};

/**
 * Parses a line into a segment. The segment is null if the line does not begin with a segment ID and a field separator.
 * `overfull` is the number of the first field that exceeds a limit, or null; parts beyond the limits are not read.
 */
export function readSegment(line: string, rules: ValueRules): SegmentReading {
  const { separators } = rules;
  const id = line.slice(0, 3);
  if (!NAME.test(id) || (line.length > 3 && line[3] !== separators.field)) return { segment: null };
  const raw = line.split(separators.field, MOST_FIELDS + 2);
  const fields: HL7Field[] = [NOTHING];
  let overfull = raw.length > MOST_FIELDS + 1 ? MOST_FIELDS + 1 : null;
  if (HEADERS.includes(id)) fields.push([[[separators.field]]], [[[raw[1] ?? ""]]]);
  const offset = fields.length > 1 ? 1 : 0;
  const limits: Limits = { isExceeded: false };
  for (let index = fields.length - offset; index < raw.length && index <= MOST_FIELDS; index++) {
    fields.push(readField(raw[index] ?? "", rules, limits));
    if (limits.isExceeded) overfull ??= index + offset;
  }
  return { segment: { id, fields }, overfull };
}

/** Returns whether a text is a valid segment ID: a capital letter, then two capital letters or digits. */
export function isSegmentName(id: string): boolean {
  return NAME.test(id);
}

/** Whether a field of a segment had more parts than are read. */
type Limits = { isExceeded: boolean };

function readField(raw: string, rules: ValueRules, limits: Limits): HL7Field {
  if (raw === "") return NOTHING;
  const { repetition } = rules.separators;
  return cut(raw, repetition, MOST_REPETITIONS, limits).map((text) => readRepetition(text, rules, limits));
}

function readRepetition(text: string, rules: ValueRules, limits: Limits): HL7Repetition {
  if (text === "") return NOTHING;
  const { component } = rules.separators;
  return cut(text, component, MOST_COMPONENTS, limits).map((part) => readComponent(part, rules, limits));
}

function readComponent(text: string, rules: ValueRules, limits: Limits): HL7Component {
  if (text === "") return NOTHING;
  const { separators, hexText } = rules;
  return cut(text, separators.subcomponent, MOST_COMPONENTS, limits).map((part) =>
    unescaped(part, separators, hexText),
  );
}

function cut(text: string, separator: string | null, most: number, limits: Limits): string[] {
  if (separator === null || !text.includes(separator)) return [text];
  const parts = text.split(separator, most + 1);
  if (parts.length <= most) return parts;
  limits.isExceeded = true;
  return parts.slice(0, most);
}
