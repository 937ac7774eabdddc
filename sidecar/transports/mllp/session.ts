import { once } from "node:events";
import type { Socket } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import type { Admission } from "../../limits/admission.ts";
import { PACE, type Pace, type PaceRules, watchPace } from "../../limits/pace.ts";
import { createFrameReader, type FrameEvent } from "./framing.ts";
import { createReceiver, type Peer, type ReceiverParts } from "./receive.ts";
import { roomFor } from "./room.ts";

export type SessionParts = ReceiverParts & {
  /** Where there is room for frames; by default for all. */
  readonly admission?: Admission;
  /** How fast a frame that has begun must come. */
  readonly pace?: PaceRules;
  /** Asked when the first frame is whole: whether its sender is served at all. */
  readonly isWelcome?: () => boolean;
  /** A socket without traffic for this long is closed. */
  readonly idleSeconds: number;
  /** How long the byte behind FS is waited for. */
  readonly frameEndMs?: number;
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
 * Frames that may be answered at once. Frames that are not stored wait for nothing, and 64 KiB hold twenty thousand empty ones.
 */
const FRAMES_A_TURN = 16;
/** A peer that sends as fast as it can is read up to 32 times in a row, each time so much and more: others have their turn between. */
const LARGE_PIECE = 16_384;
/** A sender that leaves out the CR behind FS waits for its answer: then nothing comes, and FS has ended the frame. */
const FRAME_END_MS = 1000;

/**
 * Serves one socket, frame by frame: the next one is accepted once the previous one is answered, and nothing is read in the
 * meantime. So messages are stored in the order of arrival, answers go out in that order, and a sender that does not wait fills
 * its own buffers, not our memory.
 */
export function serve(socket: Socket, peer: Peer, parts: SessionParts): Session {
  const stopping = new AbortController();
  const room = roomFor({ connection: parts.connection, address: peer.remote }, parts.admission);
  const frames = createFrameReader(parts.maximumBytes, room.grow);
  const receiver = createReceiver(parts, peer, stopping.signal);
  let isWorking = false;
  let pace: Pace | null = null;
  let isSlow = false;
  let answered = 0;
  socket.setNoDelay(true);
  socket.setTimeout(parts.idleSeconds * 1000, () => {
    if (!receiver.isStoring()) socket.destroy();
  });

  async function run(): Promise<void> {
    const pieces = (socket as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
    for (let next = pieces.next(); ; ) {
      const piece = frames.isEnding() ? await within(parts.frameEndMs ?? FRAME_END_MS, next) : await next;
      // It is awaited again, if the answer to the frame can be sent at all.
      if (piece === null) next.catch(() => undefined);
      if (piece?.done) return;
      pace?.moved(piece?.value.length ?? 0);
      if (!stopping.signal.aborted) await handle(piece === null ? frames.settle() : frames.push(piece.value));
      if ((piece?.value.length ?? 0) >= LARGE_PIECE) await turn();
      if (piece !== null) next = pieces.next();
    }
  }

  async function handle(events: readonly FrameEvent[]): Promise<void> {
    isWorking = true;
    if (events.length > 0) rest();
    const isServed = events.every(({ kind }) => kind === "garbage") || (parts.isWelcome?.() ?? true);
    if (isServed) for (const event of events) await answer(event);
    else socket.destroy();
    room.settle(frames.held());
    isWorking = false;
    if (frames.isInFrame()) pace ??= watchPace(parts.pace ?? PACE, endSlow);
    if (stopping.signal.aborted) hangUp(socket);
  }

  async function answer(event: FrameEvent): Promise<void> {
    answered += 1;
    // All others have their turn between.
    if (answered % FRAMES_A_TURN === 0) await turn();
    await send(socket, await receiver.answerTo(event));
  }

  /** While no frame is under way, or we are at work, the sender is not late. */
  function rest(): void {
    pace?.stop();
    pace = null;
  }

  function endSlow(): void {
    isSlow = true;
    void receiver.noteSlow(frames.held());
    socket.destroy();
  }

  async function finish(): Promise<void> {
    await run().catch((error: unknown) => {
      const { connection, log } = parts;
      log.info({ connection, remote: peer.remote, error: String(error) }, "socket lost");
      socket.destroy();
    });
    rest();
    // Whoever has sent all and closed its side may have ended its last frame with FS alone.
    for (const event of isSlow ? [] : frames.end()) await answer(event).catch(() => undefined);
    room.settle(0);
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

/** Sends what is still queued, then closes; a peer that does not close its side is disconnected. */
function hangUp(socket: Socket): void {
  if (socket.destroyed || socket.writableEnded) return;
  socket.end();
  const timer = setTimeout(() => socket.destroy(), LINGER_MS).unref();
  socket.once("close", () => clearTimeout(timer));
}

/** Returns a promise's value, or null if it takes longer. */
async function within<Value>(ms: number, promise: Promise<Value>): Promise<Value | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, ms, null);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

async function send(socket: Socket, answer: Uint8Array | null): Promise<void> {
  if (answer === null) return;
  if (socket.destroyed) throw new Error("the socket closed before the answer was sent");
  if (socket.write(answer)) return;
  await Promise.race([once(socket, "drain"), once(socket, "close")]);
}
