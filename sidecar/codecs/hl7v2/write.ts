import { encodeText } from "./charset.ts";
import { escaped } from "./escape.ts";
import { field, value } from "./navigate.ts";
import { isSegmentName } from "./segment.ts";
import { areUsable, encodingCharacters, HEADERS } from "./separators.ts";
import type { HL7Field, HL7Message, HL7Segment, HL7Separators } from "./types.ts";

/** The header and trailer segments of messages and batches. Inside a message, they would be read as its end. */
const ENVELOPE = [...HEADERS, "BTS", "FTS"];
const FIRST_FIELD_OF_HEADER = 3;
const CHARACTER_SET_FIELD = 18;

/**
 * Thrown if a message cannot be written without changing its meaning. Contains the ID of the segment, its position in the message
 * (MSH is 1) and the number of the field. The text contains no values.
 */
export class HL7WriteError extends Error {
  override readonly name = "HL7WriteError";
  readonly segment: string;
  readonly sequence: number;
  readonly field: number | undefined;

  constructor(segment: string, sequence: number, field: number | undefined, problem: string) {
    const place = field === undefined ? segment : `${segment}-${field}`;
    super(`The message cannot be written, ${place} (segment ${sequence}): ${problem}`);
    this.segment = segment;
    this.sequence = sequence;
    this.field = field;
  }
}

/**
 * Encodes a message with its own separators, in the character set in MSH-18 (UTF-8 if there is none), with CR after each segment.
 * Special characters are escaped, so that reading the result returns the same message.
 * @throws HL7WriteError if the separators are unusable, a segment ID is invalid, or a value cannot be escaped or encoded
 */
export function writeHl7(message: HL7Message): Uint8Array {
  const { separators, segments } = message;
  checkSeparators(separators);
  const [msh] = segments;
  if (msh?.id !== "MSH")
    throw new HL7WriteError(msh?.id ?? "MSH", 1, undefined, "the message must begin with MSH.");
  const lines = segments.map((each, index) => writeSegment(each, index + 1, separators));
  const bytes = encodeText(`${lines.join("\r")}\r`, characterSetOf(msh));
  if (bytes === null) {
    const problem =
      "the character set cannot be written or does not contain all characters of the message; use UNICODE UTF-8.";
    throw new HL7WriteError("MSH", 1, CHARACTER_SET_FIELD, problem);
  }
  return bytes;
}

/**
 * Writes a field with these separators. Returns null if a value cannot be escaped, or if a separator that the field needs is
 * null.
 */
export function writeField(content: HL7Field, separators: HL7Separators): string | null {
  const { repetition, component, subcomponent } = separators;
  let possible = true;
  const join = (parts: string[], separator: string | null) => {
    if (parts.length > 1 && separator === null) possible = false;
    return parts.join(separator ?? "");
  };
  const leaf = (text: string) => {
    const written = escaped(text, separators);
    if (written === null) possible = false;
    return written ?? "";
  };
  const text = join(
    content.map((each) =>
      join(
        each.map((part) => join(part.map(leaf), subcomponent)),
        component,
      ),
    ),
    repetition,
  );
  return possible ? text : null;
}

/**
 * Returns the first character set in MSH-18, or null if the field is empty. If only later repetitions have a value, the first one
 * is ASCII, the default of HL7 (v2.8.2 §2.14.9.18).
 */
function characterSetOf(msh: HL7Segment): string | null {
  const isAlternate = field(msh, CHARACTER_SET_FIELD).length > 1;
  return value(msh, CHARACTER_SET_FIELD) ?? (isAlternate ? "ASCII" : null);
}

function checkSeparators(separators: HL7Separators): void {
  const { component, repetition, escape: sign, subcomponent, truncation } = separators;
  const order = [component, repetition, sign, subcomponent, truncation];
  const gap = order.indexOf(null);
  const inOrder = gap < 0 || order.slice(gap).every((each) => each === null);
  if (!inOrder || !areUsable(separators))
    throw new HL7WriteError(
      "MSH",
      1,
      2,
      "the separators are not distinct punctuation characters without gaps.",
    );
}

function writeSegment({ id, fields }: HL7Segment, sequence: number, separators: HL7Separators): string {
  const isHeader = sequence === 1;
  if (!isSegmentName(id) || (!isHeader && ENVELOPE.includes(id)))
    throw new HL7WriteError(
      "segment",
      sequence,
      undefined,
      "its name is invalid or not allowed inside a message.",
    );
  const written = fields.slice(isHeader ? FIRST_FIELD_OF_HEADER : 1).map((content, index) => {
    const text = writeField(content, separators);
    if (text !== null) return text;
    const number = index + (isHeader ? FIRST_FIELD_OF_HEADER : 1);
    throw new HL7WriteError(
      id,
      sequence,
      number,
      "a value needs a separator that the message does not have.",
    );
  });
  const start = isHeader ? `${id}${separators.field}${encodingCharacters(separators)}` : id;
  return [start, ...written].join(separators.field);
}
