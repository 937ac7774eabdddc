import { once } from "node:events";
import type { Socket } from "node:net";
import { createFrameReader } from "./framing.ts";
import { createReceiver, type Peer, type ReceiverParts } from "./receive.ts";

export type SessionParts = ReceiverParts & {
  /** A socket on which nothing moves for so long is closed. */
  readonly idleSeconds: number;
};

export type Session = {
  /** Takes nothing new, sends the answers under way. */
  stop(): void;
  /** When the socket is closed. Never rejects. */
  readonly closed: Promise<void>;
};

/** How long a peer is given to take its last answers and close, once we have closed our side. */
const LINGER_MS = 5000;

/**
 * Serves one socket. Frame after frame: the next one is taken in when the one before is answered, and nothing is read
 * meanwhile, so that messages are stored in the order in which they came, answers go out in that order, and a
 * sender who does not wait fills its own buffers and not our memory.
 */
export function serve(socket: Socket, peer: Peer, parts: SessionParts): Session {
  const stopping = new AbortController();
  const frames = createFrameReader(parts.maximumBytes);
  const receiver = createReceiver(parts, peer, stopping.signal);
  let isWorking = false;
  socket.setNoDelay(true);
  socket.setTimeout(parts.idleSeconds * 1000, () => {
    if (!receiver.isStoring()) socket.destroy();
  });

  async function run(): Promise<void> {
    for await (const piece of socket as AsyncIterable<Buffer>) {
      if (stopping.signal.aborted) continue;
      isWorking = true;
      for (const event of frames.push(piece)) await send(socket, await receiver.answerTo(event));
      isWorking = false;
      if (stopping.signal.aborted) hangUp(socket);
    }
  }

  async function finish(): Promise<void> {
    await run().catch((error: unknown) => {
      const { connection, log } = parts;
      log.info({ connection, remote: peer.remote, error: String(error) }, "socket lost");
      socket.destroy();
    });
    for (const event of frames.end()) await receiver.answerTo(event);
    hangUp(socket);
    if (!socket.closed) await once(socket, "close").catch(() => undefined);
  }

  const closed = finish();
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

async function send(socket: Socket, answer: Uint8Array | null): Promise<void> {
  if (answer === null) return;
  if (socket.destroyed) throw new Error("the socket closed before the answer was sent");
  if (socket.write(answer)) return;
  await Promise.race([once(socket, "drain"), once(socket, "close")]);
}
