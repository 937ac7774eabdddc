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
  for (let index = fields.length - offset; index < raw.length && index <= MOST_FIELDS; index++) {
    const { field, isOverfull } = readField(raw[index] ?? "", rules);
    if (isOverfull) overfull ??= index + offset;
    fields.push(field);
  }
  return { segment: { id, fields }, overfull };
}

/** Returns whether a text is a valid segment ID: a capital letter, then two capital letters or digits. */
export function isSegmentName(id: string): boolean {
  return NAME.test(id);
}

function readField(raw: string, rules: ValueRules): { field: HL7Field; isOverfull: boolean } {
  if (raw === "") return { field: NOTHING, isOverfull: false };
  let isOverfull = false;
  const cut = (text: string, separator: string | null, most: number): string[] => {
    if (separator === null || !text.includes(separator)) return [text];
    const pieces = text.split(separator, most + 1);
    if (pieces.length > most) isOverfull = true;
    return pieces.slice(0, most);
  };
  const { repetition, component, subcomponent } = rules.separators;
  const field = cut(raw, repetition, MOST_REPETITIONS).map(
    (text): HL7Repetition =>
      text === "" ? NOTHING : cut(text, component, MOST_COMPONENTS).map((part) => readComponent(part)),
  );
  function readComponent(text: string): HL7Component {
    if (text === "") return NOTHING;
    return cut(text, subcomponent, MOST_COMPONENTS).map((part) =>
      unescaped(part, rules.separators, rules.hexText),
    );
  }
  return { field, isOverfull };
}
