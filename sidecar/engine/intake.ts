import { createHash } from "node:crypto";
import type { Journal } from "../journal/journal.ts";
import type { Format, Part } from "../mappings/format.ts";
import type { Log, NewMessage } from "./ports.ts";
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
  formats: readonly Format[];
  onStored: () => void;
  log: Log;
}): Intake {
  return async (arrival) => {
    const format = parts.formats.find((one) => one.recognises(arrival.body, arrival.contentType)) ?? null;
    const pieces = format ? cut(format, arrival, parts.log) : [unrecognised(arrival.body)];
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

/** A format that throws is a fault of ours: the body is kept as one message, and decoding it tells a person. */
function cut(format: Format, { body, traceId }: Arrival, log: Log): readonly Part[] {
  try {
    return format.split(body);
  } catch (error) {
    log.error({ format: format.code, traceId, error: String(error) }, "cutting up a body failed");
    return [{ start: 0, end: body.length, identity: null }];
  }
}

const unrecognised = (body: Uint8Array): Part => ({
  start: 0,
  end: body.length,
  identity: null,
  unreadable: "The body is in none of the formats agreed for this connection.",
});

function newMessage(arrival: Arrival, format: Format | null, part: Part, index: number): NewMessage {
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
    format: part.unreadable ? null : (format?.code ?? null),
    contentHash,
    body,
    traceId: arrival.traceId,
  };
}

/** The first part has the delivery's identity as it is: other content under it is noticed, however it is cut up. */
function deliveryIdentity({ identity }: Arrival, index: number): string | undefined {
  return identity === undefined || index === 0 ? identity : `${identity}.${index + 1}`;
}
