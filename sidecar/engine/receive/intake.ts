import { createHash } from "node:crypto";
import { plain } from "../../catalogue/terms.ts";
import { LONGEST } from "../../documents/limits.ts";
import type { Part } from "../../formats/format.ts";
import { isRefusedByJournal } from "../../journal/away.ts";
import type { Journal } from "../../journal/journal.ts";
import { storable } from "../model/storable.ts";
import type { CutBody, Log } from "../ports.ts";
import type { NewMessage, Stored } from "../records.ts";

export type Arrival = {
  readonly connection: string | null;
  readonly transport: "https" | "amqp" | "folder" | "mllp";
  readonly contentType: string | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Who sent it, as the transport knows: an address, a broker user. */
  readonly sender: string | null;
  readonly body: Uint8Array;
  /**
   * What makes a second delivery the same one, where the transport says so beside the body (a webhook's id). It holds
   * for the whole body, and instead of what the body's own envelope says.
   */
  readonly identity?: string;
  readonly traceId: string;
};

/** There is no room for it just now, or nobody knows yet whose it is: it is to come again. Says nothing about what came. */
export class NoRoomError extends Error {}

export type Accepted = {
  readonly id: string;
  /** "unreadable": kept as evidence and raised, but nothing can come of it. */
  readonly status: "accepted" | "duplicate" | "attention" | "unreadable";
  readonly problem: string | null;
};

/**
 * Commits what arrived before anybody is told so. One message for each interchange of the body. What the journal will not take
 * as it is said to be is kept as nothing but its bytes, and put before a person: nobody need send it again.
 */
export type Intake = (arrival: Arrival) => Promise<Accepted[]>;

export function createIntake(parts: {
  journal: Pick<Journal, "insertMessages">;
  cut: CutBody;
  onStored: () => void;
  log: Log;
}): Intake {
  return async (arrival) => {
    const { format, parts: pieces, failure } = await parts.cut(arrival.body, arrival.contentType);
    if (failure !== undefined)
      parts.log.error({ format, traceId: arrival.traceId, error: failure }, "cutting up a body failed");
    const messages = pieces.map((piece, index) => newMessage(arrival, format, piece, index));
    const stored = await store(parts, messages);
    if (stored.some((one) => one.outcome !== "duplicate")) parts.onStored();
    return stored.map(({ id, outcome, refused }, index): Accepted => {
      const unreadable = refused ?? pieces[index]?.unreadable;
      const status =
        outcome === "duplicate"
          ? "duplicate"
          : unreadable
            ? "unreadable"
            : outcome === "conflict"
              ? "attention"
              : "accepted";
      parts.log.info(
        { messageId: id, connection: arrival.connection, status, traceId: arrival.traceId },
        "message taken in",
      );
      return { id, status, problem: unreadable ? plain(unreadable) : null };
    });
  };
}

const REFUSED = "The journal does not take what is said of it. Its bytes are kept; report it.";

type Kept = Stored & { readonly refused?: string };

/** All in one go; where the journal refuses that, each by itself, so that one does not take the others with it. */
async function store(
  parts: Parameters<typeof createIntake>[0],
  messages: readonly NewMessage[],
): Promise<readonly Kept[]> {
  try {
    return await parts.journal.insertMessages(messages);
  } catch (error) {
    if (!isRefusedByJournal(error)) throw error;
    const [only, ...others] = messages;
    if (only && others.length === 0) return [await storeBytes(parts, only, error)];
    const kept: Kept[] = [];
    for (const message of messages) kept.push(...(await store(parts, [message])));
    return kept;
  }
}

async function storeBytes(
  { journal, log }: Parameters<typeof createIntake>[0],
  message: NewMessage,
  error: unknown,
): Promise<Kept> {
  log.error({ traceId: message.traceId, error: String(error) }, "kept as bytes: the journal refuses it");
  const [stored] = await journal.insertMessages([bytesAlone(message)]);
  return { ...(stored as Stored), refused: REFUSED };
}

/** A message without anything that is said of it, but whose it is. */
const bytesAlone = (message: NewMessage): NewMessage => ({
  ...message,
  contentType: null,
  headers: {},
  sender: null,
  format: null,
  identity: `sha256/${message.contentHash}`,
});

function newMessage(arrival: Arrival, format: string | null, part: Part, index: number): NewMessage {
  const body = arrival.body.subarray(part.start, part.end);
  const contentHash = createHash("sha256").update(body).digest("hex");
  const said = storable({
    connection: arrival.connection,
    contentType: arrival.contentType?.slice(0, LONGEST.contentType) ?? null,
    headers: shortened(arrival.headers),
    sender: arrival.sender?.slice(0, LONGEST.headerValue) ?? null,
    identity: deliveryIdentity(arrival, index) ?? part.identity ?? `sha256/${contentHash}`,
  });
  return {
    ...said,
    transport: arrival.transport,
    format: part.unreadable ? null : format,
    contentHash,
    body,
    traceId: arrival.traceId,
  };
}

/** Evidence for people: the beginning of a value is enough. */
const shortened = (headers: Arrival["headers"]): Arrival["headers"] =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value.slice(0, LONGEST.headerValue)]),
  );

/** The first part has the delivery's identity as it is: other content under it is noticed, however it is cut up. */
function deliveryIdentity({ identity }: Arrival, index: number): string | undefined {
  return identity === undefined || index === 0 ? identity : `${identity}.${index + 1}`;
}
