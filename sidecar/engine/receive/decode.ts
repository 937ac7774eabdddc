import type { MessageJournal, Undecoded } from "../ports/journal/messages.ts";
import { isJournalUnreachable, isRefusedByJournal } from "../resilience/failures.ts";
import { isolate } from "../resilience/isolate.ts";
import type { LargeDecoder } from "./decode-large.ts";
import { decodeMessage, OVER, undecodable, type WholeDecodeParts } from "./decode-message.ts";

export type DecodeParts = WholeDecodeParts & {
  readonly journal: Pick<MessageJournal, "undecoded" | "decodeTogether">;
  readonly large: Pick<LargeDecoder, "begin">;
  readonly onDecoded: () => void;
};

/**
 * The maximum number of messages that are decoded in one transaction, and their maximum total size in bytes, which
 * limits the memory used. A larger message is decoded in a transaction of its own or, if it is stored in chunks, in
 * portions.
 */
const TOGETHER = { messages: 20, bytes: 4_194_304 };

/**
 * Creates the function that decodes the messages with the given ids into documents and generates the acknowledgements
 * that their senders expect. The messages of a connection are decoded in the order of arrival, after any earlier ones that
 * are not decoded yet. The function does not wait for a large message: that message is decoded in the background, and
 * the later messages of the connection are decoded after it.
 */
export function createDecoder(parts: DecodeParts): (ids: readonly string[]) => Promise<void> {
  return async (ids) => {
    const byConnection = Map.groupBy(await parts.journal.undecoded(ids), ({ connection }) => connection);
    for (const messages of byConnection.values()) {
      const large = messages.findIndex(isLarge);
      const before = large === -1 ? messages : messages.slice(0, large);
      for (const some of portions(before)) await decodePortion(parts, some);
      const next = messages[before.length];
      if (next) parts.large.begin(next);
    }
  };
}

const isLarge = ({ isChunked, size }: Undecoded): boolean => isChunked && size > TOGETHER.bytes;

/**
 * Splits messages, in order, into portions within the limits of `TOGETHER`, and returns the ids of the messages in
 * each. A message that is larger than the limit gets a portion of its own.
 */
function portions(messages: readonly Undecoded[]): string[][] {
  const cut: string[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const { id, size } of messages) {
    bytes += size;
    const last = cut.at(-1);
    if (last && last.length < TOGETHER.messages && bytes <= TOGETHER.bytes) last.push(id);
    else {
      cut.push([id]);
      bytes = size;
    }
  }
  return cut;
}

/**
 * Decodes a portion of messages in one transaction. If this fails, decodes the messages one by one; a message that
 * fails alone becomes an exception, so that it does not block the others. If the journal is unreachable, no message is
 * at fault, and the error is thrown.
 */
async function decodePortion(parts: DecodeParts, portion: readonly string[]): Promise<void> {
  const together = async (ids: readonly string[]) => {
    const decoded = await parts.journal.decodeTogether(ids, (message, lookups) =>
      decodeMessage(parts, message, lookups),
    );
    if (decoded > 0) parts.onDecoded();
    return [];
  };
  await isolate(portion, together, async (error, ids) => {
    if (isJournalUnreachable(error)) throw error;
    parts.log.error({ messages: ids, error: String(error) }, "decoding failed");
    if (ids.length > 1) return "each";
    await raise(parts, ids);
    return [];
  });
}

/**
 * Finishes the decoding of messages by raising an exception for each. If the journal refuses even that, the messages
 * are marked as decoded, and only a step in their history and the log report the failure, so that they do not block
 * other messages.
 */
async function raise(parts: DecodeParts, ids: readonly string[]): Promise<void> {
  try {
    await parts.journal.decodeTogether(ids, async (message) => undecodable(message), false);
  } catch (error) {
    if (!isRefusedByJournal(error)) throw error;
    parts.log.error({ messages: ids, error: String(error) }, "a message cannot be raised as an exception");
    await parts.journal.decodeTogether(ids, async () => OVER, false);
  }
  parts.onDecoded();
}
