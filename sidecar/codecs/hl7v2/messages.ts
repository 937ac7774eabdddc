import { layoutOf } from "../layout.ts";
import { createBatchReader } from "./batch.ts";
import { bytesOf, layOut } from "./charset.ts";
import { field, segment, value } from "./navigate.ts";
import { readHl7 } from "./read.ts";
import type { TextRange } from "./region.ts";
import { RECOMMENDED } from "./separators.ts";
import { createPieceSplitter } from "./split.ts";
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

export type MessageHandlers = {
  /** Called for each message, in order. */
  onMessage(message: MessageRange): void;
  /** Called for each batch and batch file when it is closed. */
  onBatch(batch: HL7Batch): void;
  /** Called for text outside messages and batch segments. */
  onLeftover(range: TextRange): void;
};

export type MessageSplitter = {
  push(chunk: Uint8Array): void;
  /** `tooMany`: the input contains more messages than are accepted, so that what was found so far must be ignored. */
  end(): { readonly length: number; readonly tooMany: boolean };
};

/**
 * Creates a splitter of an input into messages, which are stored separately. It checks the headers, trailers and counts of batches.
 * Chunks may be cut anywhere. Of each message, only the MSH segment is read and held in memory.
 */
export function createMessageSplitter({ onMessage, onBatch, onLeftover }: MessageHandlers): MessageSplitter {
  const batches = createBatchReader(onBatch);
  const pieces = createPieceSplitter(
    {
      onPiece(piece, line, layout) {
        batches.add(piece, line);
        if (piece.id !== "MSH") return;
        const { start, end } = piece;
        onMessage({ start, end, identity: identityOf(headerOf(bytesOf(line, layout))) });
      },
      onLeftover,
    },
    MOST_MESSAGES,
  );
  return {
    push: pieces.push,
    end() {
      const { length, tooMany } = pieces.end();
      batches.end();
      return { length, tooMany };
    },
  };
}

export type SplitMessages = {
  readonly messages: readonly MessageRange[];
  readonly batches: readonly HL7Batch[];
  readonly leftover: readonly TextRange[];
  readonly tooMany: boolean;
};

/** Splits a whole input like `createMessageSplitter`. The lists are empty if there are too many messages. */
export function splitMessages(bytes: Uint8Array): SplitMessages {
  const messages: MessageRange[] = [];
  const batches: HL7Batch[] = [];
  const leftover: TextRange[] = [];
  const splitter = createMessageSplitter({
    onMessage: (message) => messages.push(message),
    onBatch: (batch) => batches.push(batch),
    onLeftover: (range) => leftover.push(range),
  });
  splitter.push(bytes);
  const { tooMany } = splitter.end();
  return tooMany
    ? { messages: [], batches: [], leftover: [], tooMany }
    : { messages, batches, leftover, tooMany };
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
