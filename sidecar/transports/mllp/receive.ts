import { setTimeout as pause } from "node:timers/promises";
import type { Intake } from "../../engine/ports/intake.ts";
import type { Clock, Log } from "../../engine/ports/runtime.ts";
import { isRefusedByJournal } from "../../engine/resilience/failures.ts";
import {
  type Addressee,
  addresseeOf,
  addressees,
  answerToDamaged,
  answerToStored,
  answerToUnstored,
  type Environment,
  hearsOfErrors,
  type Stamp,
} from "./answer.ts";
import { EXCERPT_BYTES, type FrameEvent } from "./framing.ts";

/** Something that came by the socket and is no message; the first bytes are its evidence. */
export type BadFrame = {
  readonly connection: string;
  readonly remote: string | null;
  readonly reason:
    | "garbage"
    | "cut-frame"
    | "damaged-frame"
    | "incomplete-frame"
    | "frame-too-large"
    | "empty-frame"
    /** A message that the journal will not take, however often it comes. */
    | "not-storable"
    /** Nobody could be told that there was no room. */
    | "no-room"
    /** A frame that began and did not go on. */
    | "slow-frame";
  readonly size: number;
  readonly excerpt: Uint8Array;
  readonly traceId: string;
};

/** Reads from a frame's content whom the answers to its messages go to. */
export type ReadAddressees = (content: Uint8Array, environment: Environment) => Promise<Addressee[]>;

export type ReceiverParts = {
  /** Code of the connection whose messages come here. */
  readonly connection: string;
  readonly intake: Intake;
  /** Reads whom the answer goes to; by default on the calling thread. */
  readonly addressees?: ReadAddressees;
  /** What the connection is for, as it is configured now. */
  environment(): Environment;
  /** Counts a message. @returns false if the connection has used up its quota: its sender is asked to send it again */
  mayTake?(remote: string | null): Promise<boolean>;
  /** Longest content of a frame. */
  readonly maximumBytes: number;
  readonly log: Log;
  readonly clock: Clock;
  /** Whether the log is to hear of something again; by default each time. */
  isNews?(what: string): boolean;
  newTraceId(): string;
  /** Keeps the evidence of something that is not a message. */
  onBadFrame(frame: BadFrame): Promise<void>;
  /** Between tries to store a message whose sender awaits no answer. */
  readonly retryMs?: number;
};

/** What the transport knows about the peer, stored with its messages. */
export type Peer = { readonly remote: string | null; readonly headers: Readonly<Record<string, string>> };

export type Receiver = {
  /**
   * Accepts the content of a frame and returns the frame that answers it; null if nobody awaits an answer. Rejects only if
   * closing the socket is the only way to tell the sender.
   */
  answerTo(event: FrameEvent): Promise<Uint8Array | null>;
  /** Keeps that a frame began and did not go on. */
  noteSlow(size: number): Promise<void>;
  /** The journal is at work: the peer waits for us, not we for it. */
  isStoring(): boolean;
};

type WhyNot = "too-much" | "not-stored";

const RETRY_MS = 1000;
/** MSH-10 holds 20 characters before version 2.7. */
const CONTROL_LENGTH = 20;
const CONTENT_TYPE = "application/hl7-v2";
const NOT_STORABLE = "The message cannot be stored. Do not send it again; report it.";
const REASONS = {
  cut: "cut-frame",
  damaged: "damaged-frame",
  oversized: "frame-too-large",
  garbage: "garbage",
  incomplete: "incomplete-frame",
  crowded: "no-room",
} as const;

/** Makes the receiver of one socket. When `stopping` is aborted, nothing is tried again. */
export function createReceiver(parts: ReceiverParts, peer: Peer, stopping: AbortSignal): Receiver {
  const { connection, log, maximumBytes } = parts;
  let storing = false;

  async function answerTo(event: FrameEvent): Promise<Uint8Array | null> {
    const traceId = parts.newTraceId();
    const stamp = stampOf(parts.clock, traceId);
    const { kind, bytes } = event;
    if (kind === "frame" && bytes.length > 0) return takeIn(bytes, traceId, stamp);
    if (kind === "crowded") return askAgain(event, traceId, stamp);
    const reason = kind === "frame" ? "empty-frame" : REASONS[kind];
    await keepEvidence(reason, kind === "frame" ? 0 : event.size, bytes, traceId);
    if (kind === "garbage" || kind === "incomplete") return null;
    return answerToDamaged(kind === "frame" ? "empty" : kind, bytes, maximumBytes, stamp);
  }

  async function takeIn(body: Uint8Array, traceId: string, stamp: Stamp): Promise<Uint8Array | null> {
    const environment = parts.environment();
    const messages = await (parts.addressees?.(body, environment) ?? addressees(body, environment));
    let isCounted = false;
    for (;;) {
      const unfit: WhyNot | null = isCounted ? null : await whyNot(traceId);
      isCounted = unfit === null;
      const stored = unfit === null ? await store(body, traceId) : null;
      if (stored === "refused") {
        await keepEvidence("not-storable", body.length, body, traceId);
        return answerToStored(messages, [{ problem: NOT_STORABLE }], stamp);
      }
      if (stored) return answerToStored(messages, stored, stamp);
      if (hearsOfErrors(messages)) return answerToUnstored(messages, stamp, unfit ?? "not-stored");
      // A sender that awaits no answer sends a message once: it is tried here until it is stored.
      await pause(parts.retryMs ?? RETRY_MS, undefined, { signal: stopping }).catch(() => undefined);
      if (!stopping.aborted) continue;
      log.error(
        { connection, traceId },
        "stopped before a message was stored; its sender must send it again",
      );
      return null;
    }
  }

  /**
   * Counts a message. One that cannot be counted, because the journal that holds the quota is unreachable, could not be stored
   * either.
   */
  async function whyNot(traceId: string): Promise<WhyNot | null> {
    try {
      return ((await parts.mayTake?.(peer.remote)) ?? true) ? null : "too-much";
    } catch (error) {
      log.warn({ connection, traceId, error: String(error) }, "a message cannot be counted");
      return "not-stored";
    }
  }

  /** @throws Error when its sender would not hear of it, so that the socket is closed: that, it hears. */
  async function askAgain(
    { bytes, size }: Extract<FrameEvent, { kind: "crowded" }>,
    traceId: string,
    stamp: Stamp,
  ): Promise<Uint8Array | null> {
    const messages = [addresseeOf(bytes)];
    if (hearsOfErrors(messages)) return answerToUnstored(messages, stamp, "no-room");
    await keepEvidence("no-room", size, bytes, traceId);
    throw new Error("there was no room for a message whose sender awaits no answer");
  }

  async function store(body: Uint8Array, traceId: string) {
    const { remote: sender, headers } = peer;
    const transport = "mllp";
    storing = true;
    try {
      return await parts.intake({
        connection,
        transport,
        contentType: CONTENT_TYPE,
        headers,
        sender,
        body,
        traceId,
      });
    } catch (error) {
      log.warn({ connection, traceId, error: String(error) }, "journal does not take a message");
      return isRefusedByJournal(error) ? "refused" : null;
    } finally {
      storing = false;
    }
  }

  async function keepEvidence(
    reason: BadFrame["reason"],
    size: number,
    bytes: Uint8Array,
    traceId: string,
  ): Promise<void> {
    const { remote } = peer;
    if (parts.isNews?.(`${remote} ${reason}`) ?? true)
      log.warn({ connection, remote, reason, size, traceId }, "what came is no frame with a message");
    const excerpt = bytes.subarray(0, EXCERPT_BYTES);
    await parts.onBadFrame({ connection, remote, reason, size, excerpt, traceId }).catch((error: unknown) => {
      log.error({ connection, traceId, error: String(error) }, "evidence could not be stored");
    });
  }

  const noteSlow = (size: number) => keepEvidence("slow-frame", size, new Uint8Array(), parts.newTraceId());
  return { answerTo, noteSlow, isStoring: () => storing };
}

/** Control IDs made from the trace id, so that an answer leads back to the log. */
function stampOf(clock: Clock, traceId: string): Stamp {
  let count = 0;
  const control = () => {
    count++;
    const suffix = count === 1 ? "" : `-${count}`;
    return traceId.slice(0, CONTROL_LENGTH - suffix.length) + suffix;
  };
  return { at: clock().toISOString(), control };
}
