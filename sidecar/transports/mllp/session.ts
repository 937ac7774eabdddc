import { once } from "node:events";
import type { Socket } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import { PACE, type Pace, type PaceRules, watchPace } from "../../limits/pace.ts";
import { release } from "../../limits/release.ts";
import { chunksOf } from "./chunks.ts";
import { createFrameReader, crowded, type FrameEvent } from "./framing.ts";
import { createReceiver, type Peer, type ReceiverParts } from "./receive.ts";
import { type Rooms, roomFor } from "./room.ts";

export type SessionParts = ReceiverParts & {
  /** The admission controls for the memory of frames. By default, memory is not limited. */
  readonly rooms?: Rooms;
  /** The minimum rate at which the rest of a frame must arrive once it has begun. */
  readonly pace?: PaceRules;
  /**
   * Returns whether to serve the sender at all. Called when a frame has ended. The sender counts as unauthenticated until its
   * first frame is complete. Absent if the sender is authenticated already.
   */
  readonly isWelcome?: () => boolean;
  /** The number of seconds without traffic after which a socket is closed. */
  readonly idleSeconds: number;
  /** The time in milliseconds to wait for the byte after FS. */
  readonly frameEndMs?: number;
};

export type Session = {
  /** Stops accepting frames, sends the pending acknowledgements and closes the socket. */
  stop(): void;
  /** Resolves when the socket is closed. Never rejects. */
  readonly closed: Promise<void>;
};

/**
 * The time in milliseconds within which a peer must receive its last acknowledgements and close the connection, after we have
 * closed our side.
 */
const LINGER_MS = 5000;
/**
 * The number of frames that are acknowledged before other tasks run. Frames that are not stored are acknowledged without waiting
 * for I/O, and a chunk of 64 KiB may contain twenty thousand empty frames.
 */
const FRAMES_A_TURN = 16;
/**
 * The size in bytes from which a chunk shows that the peer sends at full speed. Node reads up to 32 such chunks in succession, so
 * other tasks run after each.
 */
const LARGE_CHUNK = 16_384;
const LATE = Symbol("late");
/**
 * The time in milliseconds after which FS alone ends a frame. A sender that omits the CR after FS waits for its acknowledgement
 * and sends nothing else.
 */
const FRAME_END_MS = 1000;

/**
 * Serves a socket, frame by frame: the next frame is processed after the previous one has been acknowledged, and nothing is read
 * in the meantime. Messages are therefore stored and acknowledged in order of arrival, and a sender that does not wait fills its
 * own buffers, not our memory.
 */
export function serve(socket: Socket, peer: Peer, parts: SessionParts): Session {
  const stopping = new AbortController();
  const isProven = parts.isWelcome === undefined;
  const room = roomFor({ connection: parts.connection, address: peer.remote }, parts.rooms, isProven);
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
    const chunks = chunksOf(socket);
    for (let next = chunks.next(); ; ) {
      const isEnding = frames.isEnding();
      const chunk = isEnding ? await within(parts.frameEndMs ?? FRAME_END_MS, next) : await next;
      if (chunk === null) return;
      // The promise is awaited again only if the acknowledgement can be sent. A rejection must not remain unhandled until then.
      if (chunk === LATE) next.catch(() => undefined);
      const size = chunk === LATE ? 0 : chunk.length;
      pace?.moved(size);
      if (!stopping.signal.aborted) await handle(chunk === LATE ? frames.settle() : frames.push(chunk));
      if (chunk === LATE) continue;
      release(chunk);
      if (size >= LARGE_CHUNK) await turn();
      next = chunks.next();
    }
  }

  async function handle(events: readonly FrameEvent[]): Promise<void> {
    isWorking = true;
    if (events.length > 0) rest();
    const isServed = events.every(({ kind }) => kind === "garbage") || (parts.isWelcome?.() ?? true);
    if (isServed) for (const event of admitted(events)) await answer(event);
    else socket.destroy();
    room.settle(frames.held());
    isWorking = false;
    if (frames.isInFrame()) pace ??= watchPace(parts.pace ?? PACE, endSlow);
    if (stopping.signal.aborted) hangUp(socket);
  }

  /**
   * Returns the events. If they authenticate the sender, but there is not enough memory for its frames, the frames are replaced
   * by events of kind "crowded".
   */
  function admitted(events: readonly FrameEvent[]): readonly FrameEvent[] {
    const isProof = events.some(({ kind }) => kind !== "garbage");
    return isProof && !room.prove() ? events.map(crowded) : events;
  }

  async function answer(event: FrameEvent): Promise<void> {
    answered += 1;
    // Other tasks run in between.
    if (answered % FRAMES_A_TURN === 0) await turn();
    await send(socket, await receiver.answerTo(event));
  }

  /**
   * Stops the timer that checks the sender's pace. Between frames, and while the sidecar is working, the sender cannot be late.
   */
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
    // A sender that closed its side after its last frame may have ended it with FS alone.
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

/** Sends what is still queued and closes the socket. A peer that does not close its side in time is disconnected. */
function hangUp(socket: Socket): void {
  if (socket.destroyed || socket.writableEnded) return;
  socket.end();
  const timer = setTimeout(() => socket.destroy(), LINGER_MS).unref();
  socket.once("close", () => clearTimeout(timer));
}

/** Returns the value of a promise, or `LATE` if it takes longer than `ms` milliseconds. */
async function within<Value>(ms: number, promise: Promise<Value>): Promise<Value | typeof LATE> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<typeof LATE>((resolve) => {
    timer = setTimeout(resolve, ms, LATE);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

async function send(socket: Socket, answer: Uint8Array | null): Promise<void> {
  if (answer === null) return;
  if (socket.destroyed) throw new Error("the socket closed before the answer was sent");
  if (socket.write(answer)) return;
  await Promise.race([once(socket, "drain"), once(socket, "close")]);
}
