import { createHash } from "node:crypto";
import { english } from "../../catalogue/terms.ts";
import { LONGEST } from "../../documents/limits.ts";
import type { Part } from "../../formats/format.ts";
import type { Term } from "../../terms/term.ts";
import type { NumberMemory } from "../model/number-memory.ts";
import { storable } from "../model/storable.ts";
import type { Accepted, Arrival, Intake } from "../ports/intake.ts";
import type { MessageJournal } from "../ports/journal/messages.ts";
import type { Cut, CutBody } from "../ports/reading.ts";
import type { Log } from "../ports/runtime.ts";
import type { NewMessage, Stored } from "../records.ts";
import { isRefusedByJournal } from "../resilience/failures.ts";
import { isolate } from "../resilience/isolate.ts";
import { say } from "./terms.ts";

export type IntakeParts = {
  readonly journal: Pick<MessageJournal, "insertMessages">;
  readonly onStored: () => void;
  /** If absent, all identities are remembered for ever. */
  readonly memoryOf?: NumberMemory;
  readonly log: Log;
};

export function createIntake(parts: IntakeParts & { readonly cut: CutBody }): Intake {
  return async (arrival) => {
    const cut = await parts.cut(arrival.body, arrival.contentType);
    const bodies = cut.parts.map(({ start, end }) => bodyOf(arrival.body.subarray(start, end)));
    return storeParts(parts, arrival, cut, bodies);
  };
}

function bodyOf(body: Uint8Array): StoredBody {
  return { body, contentHash: createHash("sha256").update(body).digest("hex") };
}

/** The bytes of a message, in memory or as a range of a stored body, and their SHA-256 hash (hexadecimal). */
export type StoredBody = Pick<NewMessage, "body" | "range" | "contentHash">;

/**
 * Stores the parts of a body as messages. `bodies` contains the bytes of each part, in the same order. Returns the
 * result for each message, for the response to the sender.
 */
export async function storeParts(
  parts: IntakeParts,
  arrival: Omit<Arrival, "body">,
  { format, parts: pieces, failure }: Cut,
  bodies: readonly StoredBody[],
): Promise<Accepted[]> {
  if (failure !== undefined)
    parts.log.error({ format, traceId: arrival.traceId, error: failure }, "splitting a body failed");
  const memoryDays = parts.memoryOf?.(arrival.connection, format);
  const messages = pieces.map((piece, index) => ({
    ...newMessage(arrival, format, piece, bodies[index] as StoredBody, index),
    ...(memoryDays !== undefined && { memoryDays }),
  }));
  const stored = await store(parts, messages);
  if (stored.some((one) => one.outcome !== "duplicate")) parts.onStored();
  const accepted = stored.map(({ id, outcome, refused }, index): Accepted => {
    const unreadable = refused ?? pieces[index]?.unreadable;
    const status =
      outcome === "duplicate"
        ? "duplicate"
        : unreadable
          ? "unreadable"
          : outcome === "conflict"
            ? "attention"
            : "accepted";
    const warning = pieces[index]?.warning;
    return {
      id,
      status,
      problem: unreadable ? english(unreadable) : null,
      ...(warning && { warning: english(warning) }),
    };
  });
  // The sender need not wait until the log entries are written.
  setImmediate(() => {
    for (const { id, status } of accepted)
      parts.log.info(
        { messageId: id, connection: arrival.connection, status, traceId: arrival.traceId },
        "message accepted",
      );
  });
  return accepted;
}

type Kept = Stored & { readonly refused?: Term };

/**
 * Stores messages in one transaction. If the journal refuses the transaction, stores each message separately, so that a
 * refused message does not affect the others. A message that is refused again is stored without the metadata that its
 * sender supplied.
 */
function store(parts: IntakeParts, messages: readonly NewMessage[]): Promise<readonly Kept[]> {
  const together = (some: readonly NewMessage[]): Promise<readonly Kept[]> =>
    parts.journal.insertMessages(some);
  return isolate(messages, together, async (error, some) => {
    const [only, ...others] = some;
    if (!only || !isRefusedByJournal(error)) throw error;
    return others.length > 0 ? "each" : [await storeBytes(parts, only, error)];
  });
}

async function storeBytes({ journal, log }: IntakeParts, message: NewMessage, error: unknown): Promise<Kept> {
  log.error(
    { traceId: message.traceId, error: String(error) },
    "stored as bytes only: the journal refuses the metadata",
  );
  const [stored] = await journal.insertMessages([bytesAlone(message)]);
  return { ...(stored as Stored), refused: say("journal-refuses-details") };
}

/**
 * Returns a message without the metadata that its sender supplied. The bytes, the connection and the transport remain.
 */
const bytesAlone = (message: NewMessage): NewMessage => ({
  ...message,
  contentType: null,
  headers: {},
  sender: null,
  format: null,
  identity: `sha256/${message.contentHash}`,
});

function newMessage(
  arrival: Omit<Arrival, "body">,
  format: string | null,
  part: Part,
  stored: StoredBody,
  index: number,
): NewMessage {
  const said = storable({
    connection: arrival.connection,
    contentType: arrival.contentType?.slice(0, LONGEST.contentType) ?? null,
    headers: shortened(arrival.headers),
    sender: arrival.sender?.slice(0, LONGEST.headerValue) ?? null,
    identity: deliveryIdentity(arrival, index) ?? part.identity ?? `sha256/${stored.contentHash}`,
  });
  return {
    ...said,
    ...stored,
    transport: arrival.transport,
    format: part.unreadable ? null : format,
    ...(part.unreadable && { unreadable: part.unreadable }),
    traceId: arrival.traceId,
  };
}

/**
 * Returns the headers with each value truncated to the maximum length for storage. The headers are evidence for people,
 * who need only the beginning of a value.
 */
const shortened = (headers: Arrival["headers"]): Arrival["headers"] =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value.slice(0, LONGEST.headerValue)]),
  );

/**
 * Returns the identity of a part of a body, derived from the identity of its delivery, or undefined if the delivery has
 * none. The first part has the identity of the delivery unchanged, so that different content under the same identity is
 * detected even if it is split differently. The other parts append their position, counted from 2.
 */
function deliveryIdentity({ identity }: Pick<Arrival, "identity">, index: number): string | undefined {
  return identity === undefined || index === 0 ? identity : `${identity}.${index + 1}`;
}
