import { createHash } from "node:crypto";
import { type BodyJournal, chunksOf } from "../ports/journal/bodies.ts";
import type {
  DecodedPortion,
  DecodeLookups,
  DecodeResult,
  MessageJournal,
  Undecoded,
} from "../ports/journal/messages.ts";
import { type DecodeStream, type OpenDecode, StreamLostError } from "../ports/reading.ts";
import type { Message, NewDocument } from "../records.ts";
import { isJournalUnreachable, isRefusedByJournal } from "../resilience/failures.ts";
import {
  enter,
  type MessageParts,
  OVER,
  readinessOf,
  resultOf,
  type Tally,
  undecodable,
  withConflict,
} from "./decode-message.ts";
import { exceptionEvent } from "./new-documents.ts";
import { combineUnmatched } from "./unmatched-acknowledgements.ts";

export type LargeDecodeParts = MessageParts & {
  readonly journal: Pick<MessageJournal, "decodeInPortions"> & Pick<BodyJournal, "readChunk">;
  readonly openDecode: OpenDecode;
  readonly onDecoded: () => void;
};

/** Decodes messages that are too large for memory, in the background. */
export type LargeDecoder = {
  /**
   * Begins to decode a message, unless it is being decoded already. When it has been decoded, the messages of its
   * connection that waited for it are published again. If decoding fails for a reason other than the message itself, for
   * example because the journal is unreachable, it begins again when the message's reference is published again.
   */
  begin(message: Undecoded): void;
  /** Resolves when no large message is being decoded. */
  idle(): Promise<void>;
  /** Ends the decoding in progress after the current portion. The messages remain undecoded. */
  stop(): Promise<void>;
};

/**
 * The maximum number of large messages that are decoded at the same time. Each uses a connection to the journal's
 * database.
 */
const AT_ONCE = 4;

/** The error that ends decoding because the sidecar is stopping. */
class Stopping extends Error {}

export function createLargeDecoder(parts: LargeDecodeParts): LargeDecoder {
  const waiting = new Map<string, Undecoded>();
  const running = new Map<string, Promise<void>>();
  let isStopping = false;
  const goOn = () => {
    if (isStopping) throw new Stopping("the sidecar is stopping");
  };

  function startNext(): void {
    const [next] = waiting.values();
    if (!next || isStopping || running.size >= AT_ONCE) return;
    waiting.delete(next.id);
    const over = run(next).finally(() => {
      running.delete(next.id);
      startNext();
    });
    running.set(next.id, over);
  }

  async function run(message: Undecoded): Promise<void> {
    const isDecoded = await decodeOrRaise(parts, message, goOn).catch((error: unknown) => {
      if (!(error instanceof Stopping))
        parts.log.warn({ messageId: message.id, error: String(error) }, "decoding is tried again later");
      return false;
    });
    if (isDecoded) parts.onDecoded();
  }

  async function idle(): Promise<void> {
    while (running.size > 0) await Promise.all(running.values());
  }

  return {
    begin(message) {
      if (running.has(message.id)) return;
      waiting.set(message.id, message);
      startNext();
    },
    idle,
    stop() {
      isStopping = true;
      return idle();
    },
  };
}

/**
 * Decodes a message. If decoding fails because of the message, stores an exception that reports the failure.
 * @returns false if another sidecar is decoding messages of the connection, true if the message has been decoded
 */
async function decodeOrRaise(parts: LargeDecodeParts, large: Undecoded, goOn: () => void): Promise<boolean> {
  const { journal, log } = parts;
  const isCircumstance = (error: unknown) =>
    error instanceof Stopping || error instanceof StreamLostError || isJournalUnreachable(error);
  try {
    return await journal.decodeInPortions(large, (message, store, lookups) => {
      const stored = async (portion: DecodedPortion) => {
        goOn();
        await store(portion);
        parts.onDecoded();
      };
      return decodeChunked({ ...parts, lookups }, message, stored, goOn);
    });
  } catch (error) {
    if (isCircumstance(error)) throw error;
    log.error({ messageId: large.id, error: String(error) }, "decoding failed");
  }
  try {
    return await journal.decodeInPortions(large, async (message) => undecodable(message));
  } catch (error) {
    if (!isRefusedByJournal(error)) throw error;
    log.error({ messageId: large.id, error: String(error) }, "a message cannot be raised as an exception");
    return journal.decodeInPortions(large, async () => OVER);
  }
}

type ChunkedParts = LargeDecodeParts & { readonly lookups: DecodeLookups };

async function decodeChunked(
  parts: ChunkedParts,
  message: Message,
  store: (portion: DecodedPortion) => Promise<void>,
  goOn: () => void,
): Promise<DecodeResult> {
  const ready = readinessOf(parts, message, parts.connections.find(message.connection));
  if ("problem" in ready) return resultOf(parts, message, { replies: [], problem: ready.problem }, []);
  const stream = await parts.openDecode(ready.format.code, ready.context);
  try {
    return await decodeStream(parts, message, stream, store, goOn);
  } finally {
    stream.close();
  }
}

async function decodeStream(
  parts: ChunkedParts,
  message: Message,
  stream: DecodeStream,
  store: (portion: DecodedPortion) => Promise<void>,
  goOn: () => void,
): Promise<DecodeResult> {
  const tally: Tally = { documents: 0, exceptions: 0, flows: new Set() };
  const enterSome = (decoded: Awaited<ReturnType<DecodeStream["decode"]>>) =>
    enterAll(parts, message, decoded);
  if (stream.outlines) for await (const chunk of chunks(parts, message, goOn)) await stream.outline(chunk);
  if (await stream.begin())
    for await (const chunk of chunks(parts, message, goOn)) {
      const documents = await enterSome(await stream.decode(chunk));
      if (documents.length === 0) continue;
      const exceptions = documents.filter(({ state }) => state === "attention");
      await store({ documents, events: exceptions.map(exceptionEvent) });
      tally.documents += documents.length;
      tally.exceptions += exceptions.length;
      for (const { flow } of documents) tally.flows.add(flow);
    }
  const { documents, ...rest } = await stream.end();
  return resultOf(parts, message, withConflict(rest, message), await enterSome(documents), tally);
}

async function* chunks(
  { journal }: LargeDecodeParts,
  { id, range }: Message,
  goOn: () => void,
): AsyncGenerator<Uint8Array> {
  if (!range) throw new Error(`message ${id} is not stored in chunks`);
  for await (const chunk of chunksOf(journal, range)) {
    goOn();
    yield chunk;
  }
}

async function enterAll(
  parts: ChunkedParts,
  message: Message,
  decoded: Awaited<ReturnType<DecodeStream["decode"]>>,
): Promise<readonly NewDocument[]> {
  const connection = parts.connections.find(message.connection);
  const documents = await enter(parts, message, connection, decoded, rangeHashes(message));
  if (documents === null) throw new Error("a flow failed on a document");
  return combineUnmatched(parts.lookups, parts.flows, message, documents);
}

/**
 * Returns a function that computes a hash for a range of a message without reading its bytes. Equal ranges of messages
 * with equal content have equal hashes.
 */
const rangeHashes =
  ({ contentHash }: Message) =>
  (start: number, end: number): string =>
    createHash("sha256").update(`${contentHash}/${start}-${end}`).digest("hex");
