import { createHash } from "node:crypto";
import type { Journal } from "../journal/journal.ts";
import type { Part } from "../mappings/format.ts";
import type { CutBody, Log } from "./ports.ts";
import type { NewMessage } from "./records.ts";
import { storable } from "./storable.ts";

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

export type Accepted = {
  readonly id: string;
  /** "unreadable": kept as evidence and raised, but nothing can come of it. */
  readonly status: "accepted" | "duplicate" | "attention" | "unreadable";
  readonly problem: string | null;
};

/** Commits what arrived before anybody is told so. One message for each interchange of the body. */
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
    const stored = await parts.journal.insertMessages(
      pieces.map((piece, index) => newMessage(arrival, format, piece, index)),
    );
    if (stored.some((one) => one.outcome !== "duplicate")) parts.onStored();
    return stored.map(({ id, outcome }, index): Accepted => {
      const unreadable = pieces[index]?.unreadable;
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
      return { id, status, problem: unreadable ?? null };
    });
  };
}

function newMessage(arrival: Arrival, format: string | null, part: Part, index: number): NewMessage {
  const body = arrival.body.subarray(part.start, part.end);
  const contentHash = createHash("sha256").update(body).digest("hex");
  const said = storable({
    connection: arrival.connection,
    contentType: arrival.contentType,
    headers: arrival.headers,
    sender: arrival.sender,
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

/** The first part has the delivery's identity as it is: other content under it is noticed, however it is cut up. */
function deliveryIdentity({ identity }: Arrival, index: number): string | undefined {
  return identity === undefined || index === 0 ? identity : `${identity}.${index + 1}`;
}
