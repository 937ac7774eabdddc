import { readBatches } from "./batch.ts";
import { layOut, layoutOf } from "./charset.ts";
import { field, segment, value } from "./navigate.ts";
import { readHl7 } from "./read.ts";
import { RECOMMENDED } from "./separators.ts";
import { type Pieces, splitHl7 } from "./split.ts";
import type { HL7Batch, HL7Message } from "./types.ts";
import { writeField } from "./write.ts";

/** The maximum length of an index entry in the journal. */
const LONGEST_IDENTITY = 600;
/** The maximum length of an MSH segment. */
const LONGEST_HEADER = 32_768;
/** The maximum number of messages in a body. Each is stored as a row and acknowledged; no partner sends this many at once. */
export const MOST_MESSAGES = 1000;

export type MessageRange = {
  readonly start: number;
  readonly end: number;
  /** Null if MSH cannot be read or has no message control ID. */
  readonly identity: string | null;
};

/**
 * Splits an input into messages, which are stored separately. Only the MSH of each message is read. For batches, only their
 * trailers and counts are checked.
 */
export function splitMessages(
  bytes: Uint8Array,
): Pick<Pieces, "leftover" | "tooMany"> & { messages: MessageRange[]; batches: HL7Batch[] } {
  const { layout, pieces, leftover, tooMany } = splitHl7(bytes, MOST_MESSAGES);
  if (tooMany) return { messages: [], batches: [], leftover: [], tooMany };
  const messages = pieces
    .filter(({ id }) => id === "MSH")
    .map(({ start, end }) => ({ start, end, identity: identityOf(headerOf(bytes.subarray(start, end))) }));
  const batches = readBatches(pieces, ({ start, end }) => layOut(bytes.subarray(start, end), layout));
  return { messages, batches, leftover, tooMany };
}

/** Returns the MSH segment of a message, or null if it cannot be read. The bytes may be truncated after it. */
export function headerOf(bytes: Uint8Array): HL7Message | null {
  const beginning = bytes.subarray(0, LONGEST_HEADER);
  const layout = layoutOf(beginning);
  const line = /MSH[^\r\n]*/.exec(layOut(beginning, layout));
  const end = line === null ? 0 : line.index + line[0].length;
  const [read] = readHl7(beginning.subarray(0, layout === "bytes" ? end : 2 * end)).messages;
  return read?.message ?? null;
}

/**
 * Returns the identity `hl7v2/<MSH-3>|<MSH-4>/<MSH-10>`: the message control ID is unique per sender (v2.8.2 §2.14.9.10). Values
 * are escaped so that two different identities never look the same.
 */
function identityOf(header: HL7Message | null): string | null {
  const msh = header ? segment(header, "MSH") : undefined;
  const control = value(msh, 10);
  if (!control) return null;
  const [application, facility, id] = [3, 4, 10].map((index) => writeField(field(msh, index), RECOMMENDED));
  const identity = `hl7v2/${application}|${facility}/${id}`;
  return identity.length <= LONGEST_IDENTITY ? identity : null;
}
