import { layoutOf } from "../layout.ts";
import { readBatches } from "./batch.ts";
import { layOut } from "./charset.ts";
import { field, segment, value } from "./navigate.ts";
import { readHl7 } from "./read.ts";
import { RECOMMENDED } from "./separators.ts";
import { type Pieces, splitHl7 } from "./split.ts";
import type { HL7Batch, HL7Message } from "./types.ts";
import { writeField } from "./write.ts";

/** The maximum number of characters of an identity, so that it fits into an index of the journal. */
const LONGEST_IDENTITY = 600;
/** The maximum number of bytes of a message that are searched for its MSH segment. */
const LONGEST_HEADER = 32_768;
/**
 * The maximum number of messages in a body. It is limited because each message is stored and acknowledged separately; no partner
 * sends this many at once.
 */
export const MOST_MESSAGES = 1000;

export type MessageRange = {
  readonly start: number;
  readonly end: number;
  /** The identity of the message. Null if MSH cannot be read, or if its message control ID is missing or too long. */
  readonly identity: string | null;
};

/**
 * Splits an input into messages, which are stored separately, and checks the headers, trailers and counts of its batches. Reads
 * only the MSH segment of each message. If the input contains too many messages, `tooMany` is true and all lists are empty.
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

/**
 * Reads only the MSH segment of a message and returns it as a message with this one segment, or null if it cannot be read. The
 * bytes after MSH may be missing.
 */
export function headerOf(bytes: Uint8Array): HL7Message | null {
  const beginning = bytes.subarray(0, LONGEST_HEADER);
  const layout = layoutOf(beginning);
  const line = /MSH[^\r\n]*/.exec(layOut(beginning, layout));
  const end = line === null ? 0 : line.index + line[0].length;
  const [read] = readHl7(beginning.subarray(0, layout === "bytes" ? end : 2 * end)).messages;
  return read?.message ?? null;
}

/**
 * Returns the identity of a message, `hl7v2/<MSH-3>|<MSH-4>/<MSH-10>`, because the message control ID is unique per sender
 * (v2.8.2 §2.14.9.10). Values are escaped, so that different values never yield the same identity. Returns null if there is no
 * control ID or the identity is too long.
 */
function identityOf(header: HL7Message | null): string | null {
  const msh = header ? segment(header, "MSH") : undefined;
  const control = value(msh, 10);
  if (!control) return null;
  const [application, facility, id] = [3, 4, 10].map((index) => writeField(field(msh, index), RECOMMENDED));
  const identity = `hl7v2/${application}|${facility}/${id}`;
  return identity.length <= LONGEST_IDENTITY ? identity : null;
}
