import type { Term } from "../../terms/term.ts";
import type { Layout } from "../layout.ts";
import { readBatches } from "./batch.ts";
import { decodeText, hexTextFor, layOut } from "./charset.ts";
import { field, value } from "./navigate.ts";
import { isSegmentName, readSegment } from "./segment.ts";
import { allOf, readSeparators } from "./separators.ts";
import { type Piece, splitHl7 } from "./split.ts";
import { say } from "./terms.ts";
import type { HL7Batch, HL7Issue, HL7Message, HL7Read, HL7Segment, HL7Separators } from "./types.ts";

export type HL7Limits = {
  /** The maximum number of bytes of a message. */
  readonly messageBytes: number;
  /** The maximum number of characters of a segment. The longest segments are OBX with scanned documents. */
  readonly segmentCharacters: number;
  readonly segments: number;
  /** The maximum number of separators, escape characters and line ends in a message. */
  readonly pieces: number;
};

/** The maximum number of bytes of a message. A longer one is not read. */
export const MOST_MESSAGE_BYTES = 64_000_000;

/** The default limits. For comparison, an encounter has hundreds of pieces, and a daily master file tens of thousands. */
const LIMITS: HL7Limits = {
  messageBytes: MOST_MESSAGE_BYTES,
  segmentCharacters: 16_000_000,
  segments: 250_000,
  pieces: 250_000,
};
const MOST_ISSUES = 100;
/** The maximum length of MSH-10 since version 2.7. Earlier versions allowed 20 characters, which many senders exceeded. */
const LONGEST_CONTROL_ID = 199;
/** The maximum number of characters of MSH that are read before the character set of the message is known. */
const LONGEST_HEADER = 32_768;
const CHARACTER_SET_FIELD = 18;
/**
 * The character that ends an MLLP frame. It is alone on the last line of a file in which frames were saved with their framing
 * characters.
 */
const FRAME_END = "\x1c";

/**
 * Reads all messages, batches and batch files of an input. Text outside them is reported as an issue. Segments end with CR, LF or
 * both. A byte order mark and blank lines are skipped. Each message has its own separators and character set (MSH-1, MSH-2,
 * MSH-18). Invalid data results in issues; no error is thrown.
 */
export function readHl7(
  bytes: Uint8Array,
  limits: Partial<HL7Limits> = {},
): { messages: HL7Read[]; batches: HL7Batch[]; issues: HL7Issue[] } {
  const { layout, pieces, leftover, tooMany } = splitHl7(bytes);
  const within = { ...LIMITS, ...limits };
  const textOf = ({ start, end }: Piece) => layOut(bytes.subarray(start, end), layout);
  const messages = pieces
    .filter(({ id }) => id === "MSH")
    .map((piece) => readMessage(bytes, piece, layout, within));
  const issues = leftover.map(({ start }) => outside(start));
  if (tooMany) issues.push(overflow(bytes.length));
  return { messages, batches: readBatches(pieces, textOf), issues };
}

/** Returns whether a message may be converted to documents: it could be read without errors. */
export function isUsable(read: HL7Read): read is HL7Read & { readonly message: HL7Message } {
  return read.message !== null && read.issues.every(({ severity }) => severity !== "error");
}

function readMessage(bytes: Uint8Array, { start, end }: Piece, layout: Layout, limits: HL7Limits): HL7Read {
  const own = bytes.subarray(start, end);
  const collected = collector(start);
  const header = firstLine(layOut(own.subarray(0, 2 * LONGEST_HEADER), layout));
  const separators = readSeparators(header);
  if (separators === null) {
    collected.error("separators-unusable", "102", say("separators-unusable"), {
      segment: "MSH",
      sequence: 1,
      field: 2,
    });
    return { message: null, issues: collected.issues, start, end };
  }
  if (own.length > limits.messageBytes) {
    collected.error("message-too-long", "102", say("message-too-long", { most: limits.messageBytes }), {});
    return { message: null, issues: collected.issues, start, end };
  }
  const names = characterSetsOf(header, separators);
  const text = layout === "bytes" ? decoded(own, names, collected) : layOut(own, layout);
  const sound = bounded(whole(text, collected), separators, limits, collected);
  const segments = readSegments(sound, separators, names[0] ?? null, limits, collected);
  const message = { separators, segments };
  checkHeader(message, collected);
  return { message, issues: collected.issues, start, end };
}

/**
 * Returns the names in MSH-18, which are written in ASCII: the character set of the message, then those that escape sequences
 * switch to.
 */
function characterSetsOf(header: string, separators: HL7Separators): readonly (string | null)[] {
  const { segment } = readSegment(header, { separators, hexText: hexTextFor(null) });
  if (segment === null) return [];
  return field(segment, CHARACTER_SET_FIELD).map(
    (_, index) => value(segment, CHARACTER_SET_FIELD, 1, 1, index + 1) ?? null,
  );
}

function decoded(bytes: Uint8Array, names: readonly (string | null)[], collected: Collector): string {
  const { text, fault } = decodeText(bytes, names);
  const where = { segment: "MSH", sequence: 1, field: CHARACTER_SET_FIELD };
  if (fault === "charset-unknown") collected.warning(fault, "103", say(fault), where);
  if (fault === "charset-mismatch") collected.warning(fault, "103", say(fault), where);
  return text;
}

/**
 * Returns the text if it contains no zero character. Otherwise reports an issue, because zero characters cannot be stored, and
 * returns only MSH, which is needed for the acknowledgement.
 */
function whole(text: string, collected: Collector): string {
  if (!text.includes("\0")) return text;
  collected.error("zero-character", "102", say("zero-character"), {});
  return firstLine(text).replaceAll("\0", "\ufffd");
}

/**
 * Returns the text if its number of pieces is within the limit. Otherwise reports an issue and returns only MSH, which is needed
 * for the acknowledgement. Counting is cheap compared with parsing.
 */
function bounded(text: string, separators: HL7Separators, limits: HL7Limits, collected: Collector): string {
  if (!holdsMoreThan(limits.pieces, text, separators)) return text;
  collected.error("too-many-pieces", "102", say("too-many-pieces", { most: limits.pieces }), {});
  return firstLine(text);
}

function holdsMoreThan(most: number, text: string, separators: HL7Separators): boolean {
  if (text.length <= most) return false;
  const counts = new Uint8Array(128);
  for (const mark of ["\r", "\n", ...allOf(separators)]) counts[mark.charCodeAt(0)] = 1;
  let pieces = 0;
  for (let at = 0; at < text.length; at++) {
    pieces += counts[text.charCodeAt(at)] ?? 0;
    if (pieces > most) return true;
  }
  return false;
}

const firstLine = (text: string): string =>
  (text.split(text.includes("\r") ? "\r" : "\n", 1)[0] ?? "").slice(0, LONGEST_HEADER);

function readSegments(
  text: string,
  separators: HL7Separators,
  charset: string | null,
  limits: HL7Limits,
  collected: Collector,
): HL7Segment[] {
  const segments: HL7Segment[] = [];
  const rules = { separators, hexText: hexTextFor(charset) };
  let sequence = 0;
  for (const line of linesOf(text)) {
    if (isBlank(line)) continue;
    sequence++;
    if (holdsSegment(line, separators))
      collected.error("line-feed-ambiguous", "100", say("line-feed-ambiguous"), { sequence });
    if (sequence > limits.segments) {
      collected.error("too-many-segments", "100", say("too-many-segments", { most: limits.segments }), {});
      break;
    }
    if (line.length > limits.segmentCharacters) {
      const most = say("segment-too-long", { most: limits.segmentCharacters });
      collected.error("segment-too-long", "102", most, { sequence });
      continue;
    }
    const reading = readSegment(line, rules);
    if (reading.segment === null)
      collected.error("segment-unrecognised", "100", say("segment-unrecognised"), { sequence });
    else {
      segments.push(reading.segment);
      if (reading.overfull !== null) overfull(reading.segment.id, sequence, reading.overfull, collected);
    }
  }
  return segments;
}

/**
 * Returns the lines of a message. CR ends a segment (v2.8.2 §2.5.2), with or without a following LF. LF alone ends a segment only
 * in a message without CR; otherwise it is a line break in a value.
 */
function linesOf(text: string): string[] {
  return text.includes("\r") ? text.split("\r").map(withoutBlankLines) : text.split("\n");
}

/** Removes the LF after the previous CR, and surrounding blank lines. */
function withoutBlankLines(between: string): string {
  if (!between.includes("\n")) return between;
  const lines = between.split("\n");
  const first = lines.findIndex((line) => line.trim() !== "");
  return first < 0
    ? ""
    : lines.slice(first, lines.findLastIndex((line) => line.trim() !== "") + 1).join("\n");
}

/**
 * Returns whether a line contains a line feed followed by what looks like a segment, which may be pasted text or a segment whose
 * CR was lost.
 */
function holdsSegment(line: string, { field }: HL7Separators): boolean {
  return line
    .split("\n")
    .slice(1)
    .some((part) => isSegmentName(part.slice(0, 3)) && part[3] === field);
}

function isBlank(line: string): boolean {
  return line.trim() === "" || line === FRAME_END;
}

function overfull(segment: string, sequence: number, field: number, collected: Collector): void {
  collected.error("segment-overfull", "102", say("segment-overfull"), { segment, sequence, field });
}

/**
 * Checks that MSH-9 and MSH-10 have values and that MSH-10 is not too long. Both are required to process and acknowledge the
 * message (v2.8.2 §2.14.9).
 */
function checkHeader(message: HL7Message, collected: Collector): void {
  const msh = message.segments[0];
  const missing = (field: number, text: Term) =>
    collected.error("required-field-missing", "101", text, {
      segment: "MSH",
      sequence: 1,
      field,
    });
  if (!value(msh, 9)) missing(9, say("message-type-missing"));
  const control = value(msh, 10);
  if (!control) missing(10, say("control-id-missing"));
  else if (control.length > LONGEST_CONTROL_ID)
    collected.error("control-id-too-long", "102", say("control-id-too-long", { most: LONGEST_CONTROL_ID }), {
      segment: "MSH",
      sequence: 1,
      field: 10,
    });
}

type Place = Pick<HL7Issue, "segment" | "sequence" | "field">;
type Note = (code: string, ack: string, message: Term, place: Place) => void;
type Collector = { readonly issues: HL7Issue[]; readonly error: Note; readonly warning: Note };

/** Returns a collector of issues. Their number is limited, so that an invalid message does not exhaust memory. */
function collector(offset: number): Collector {
  const issues: HL7Issue[] = [];
  const note =
    (severity: HL7Issue["severity"]): Note =>
    (code, ack, message, place) => {
      if (issues.length < MOST_ISSUES) issues.push({ severity, code, ack, message, ...place, offset });
    };
  return { issues, error: note("error"), warning: note("warning") };
}

function outside(offset: number): HL7Issue {
  const message = say("text-outside-message");
  return { severity: "error", code: "text-outside-message", ack: "100", message, offset };
}

function overflow(offset: number): HL7Issue {
  const message = say("too-many-messages");
  return { severity: "error", code: "too-many-messages", ack: "100", message, offset };
}
