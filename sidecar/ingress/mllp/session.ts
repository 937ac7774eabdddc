import { once } from "node:events";
import type { Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { Intake } from "../../engine/intake.ts";
import type { Clock, Log } from "../../engine/ports.ts";
import {
  addressees,
  answerToDamaged,
  answerToStored,
  answerToUnstored,
  hearsOfErrors,
  type Stamp,
} from "./answer.ts";
import { createFrameReader, EXCERPT_BYTES, type FrameEvent } from "./framing.ts";

/** Something that came by the socket and is no message; the first bytes are its evidence. */
export type BadFrame = {
  readonly connection: string;
  readonly remote: string | null;
  readonly reason: "garbage" | "cut-frame" | "incomplete-frame" | "frame-too-large" | "empty-frame";
  readonly size: number;
  readonly excerpt: Uint8Array;
  readonly traceId: string;
};

export type SessionParts = {
  /** Code of the connection whose messages come here. */
  readonly connection: string;
  readonly intake: Intake;
  /** Longest content of a frame. */
  readonly maximumBytes: number;
  /** A socket on which nothing moves for so long is closed. */
  readonly idleSeconds: number;
  readonly log: Log;
  readonly clock: Clock;
  newTraceId(): string;
  /** Keeps the evidence of what is no message. */
  onBadFrame(frame: BadFrame): Promise<void>;
  /** Between tries to store a message whose sender awaits no answer. */
  readonly retryMs?: number;
};

/** What the transport knows of the peer, kept beside its messages. */
export type Peer = { readonly remote: string | null; readonly headers: Readonly<Record<string, string>> };

export type Session = {
  /** Takes nothing new, sends the answers under way. */
  stop(): void;
  /** When the socket is closed. */
  readonly closed: Promise<void>;
};

const RETRY_MS = 1000;
/** How long a peer is given to take its last answers and close, once we have closed our side. */
const LINGER_MS = 5000;
/** MSH-10 holds 20 characters before version 2.7. */
const CONTROL_LENGTH = 20;
const CONTENT_TYPE = "application/hl7-v2";

/**
 * Serves one socket. Frame after frame: the next one is taken in when the one before is answered, and nothing is read
 * meanwhile, so that messages are stored in the order in which they came, answers go out in that order, and a
 * sender who does not wait fills its own buffers and not our memory.
 */
export function serve(socket: Socket, peer: Peer, parts: SessionParts): Session {
  const stopping = new AbortController();
  let isWorking = false;
  const frames = createFrameReader(parts.maximumBytes);

  socket.setNoDelay(true);
  socket.setTimeout(parts.idleSeconds * 1000, () => {
    // While the journal works the peer waits for us, not we for it.
    if (!isWorking) socket.destroy();
  });

  async function run(): Promise<void> {
    for await (const piece of socket as AsyncIterable<Buffer>) {
      if (stopping.signal.aborted) continue;
      isWorking = true;
      for (const event of frames.push(piece)) await handle(event);
      isWorking = false;
      if (stopping.signal.aborted) hangUp(socket);
    }
    for (const event of frames.end()) await handle(event);
  }

  async function handle(event: FrameEvent): Promise<void> {
    const traceId = parts.newTraceId();
    const answer = await answerTo(event, traceId);
    if (answer !== null) await send(socket, answer);
  }

  async function answerTo(event: FrameEvent, traceId: string): Promise<Uint8Array | null> {
    const stamp = stampOf(parts, traceId);
    switch (event.kind) {
      case "frame":
        if (event.bytes.length > 0) return takeIn(event.bytes, traceId, stamp);
        await report("empty-frame", { ...event, size: 0 }, traceId);
        return answerToDamaged("empty", event.bytes, parts.maximumBytes, stamp);
      case "cut":
        await report("cut-frame", event, traceId);
        return answerToDamaged("cut", event.bytes, parts.maximumBytes, stamp);
      case "oversized":
        await report("frame-too-large", event, traceId);
        return answerToDamaged("oversized", event.bytes, parts.maximumBytes, stamp);
      default:
        await report(event.kind === "garbage" ? "garbage" : "incomplete-frame", event, traceId);
        return null;
    }
  }

  async function takeIn(body: Uint8Array, traceId: string, stamp: Stamp): Promise<Uint8Array | null> {
    const messages = addressees(body);
    for (;;) {
      try {
        const { connection } = parts;
        const { remote: sender, headers } = peer;
        const arrival = {
          connection,
          transport: "mllp",
          contentType: CONTENT_TYPE,
          headers,
          sender,
        } as const;
        return answerToStored(messages, await parts.intake({ ...arrival, body, traceId }), stamp);
      } catch (error) {
        parts.log.warn(
          { connection: parts.connection, traceId, error: String(error) },
          "journal does not take a message",
        );
        if (hearsOfErrors(messages)) return answerToUnstored(messages, stamp);
      }
      // A sender that awaits no answer sends a message once: it is tried here until it is stored.
      await pause(parts.retryMs ?? RETRY_MS, undefined, { signal: stopping.signal });
    }
  }

  async function report(
    reason: BadFrame["reason"],
    { bytes, size }: { bytes: Uint8Array; size: number },
    traceId: string,
  ): Promise<void> {
    const { connection } = parts;
    const { remote } = peer;
    parts.log.warn({ connection, remote, reason, size, traceId }, "what came is no frame with a message");
    const excerpt = bytes.subarray(0, EXCERPT_BYTES);
    await parts.onBadFrame({ connection, remote, reason, size, excerpt, traceId }).catch((error: unknown) => {
      parts.log.error({ connection, traceId, error: String(error) }, "evidence could not be kept");
    });
  }

  const closed = run()
    .catch((error: unknown) => {
      parts.log.info(
        { connection: parts.connection, remote: peer.remote, error: String(error) },
        "socket lost",
      );
      socket.destroy();
    })
    .then(() => hangUp(socket))
    .then(() => gone(socket));
  return {
    closed,
    stop() {
      stopping.abort();
      if (!isWorking) hangUp(socket);
    },
  };
}

/** Sends what is still to be sent, then closes; a peer that does not close its side is cut off. */
function hangUp(socket: Socket): void {
  if (socket.destroyed || socket.writableEnded) return;
  socket.end();
  const timer = setTimeout(() => socket.destroy(), LINGER_MS).unref();
  socket.once("close", () => clearTimeout(timer));
}

async function gone(socket: Socket): Promise<void> {
  if (!socket.closed) await once(socket, "close").catch(() => undefined);
}

async function send(socket: Socket, answer: Uint8Array): Promise<void> {
  if (socket.destroyed) throw new Error("the socket closed before the answer was sent");
  if (socket.write(answer)) return;
  await Promise.race([once(socket, "drain"), once(socket, "close")]);
}

function stampOf(parts: SessionParts, traceId: string): Stamp {
  let count = 0;
  return {
    at: parts.clock().toISOString(),
    control() {
      count++;
      return count === 1
        ? traceId.slice(0, CONTROL_LENGTH)
        : `${traceId.slice(0, CONTROL_LENGTH - 5)}-${count}`;
    },
  };
}
