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

/** Received bytes that are not a message. The first bytes are stored as evidence. */
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
    /** A message that the journal always rejects. */
    | "not-storable"
    /** There was no memory, and the sender does not expect acknowledgements. */
    | "no-room"
    /** A frame that began but did not continue. */
    | "slow-frame";
  readonly size: number;
  readonly excerpt: Uint8Array;
  readonly traceId: string;
};

/** Reads the messages of a frame for their acknowledgements. */
export type ReadAddressees = (content: Uint8Array, environment: Environment) => Promise<Addressee[]>;

export type ReceiverParts = {
  /** The code of the connection whose messages arrive here. */
  readonly connection: string;
  readonly intake: Intake;
  /** Reads the messages for their acknowledgements; by default on the calling thread. */
  readonly addressees?: ReadAddressees;
  /** Returns the environment of the connection as currently configured. */
  environment(): Environment;
  /**
   * Counts a message.
   * @returns false if the quota of the connection is exhausted, in which case its sender is asked to send it again
   */
  mayTake?(remote: string | null): Promise<boolean>;
  /** The maximum length of the content of a frame. */
  readonly maximumBytes: number;
  readonly log: Log;
  readonly clock: Clock;
  /** Returns whether an event should be logged again; by default always. */
  isNews?(what: string): boolean;
  newTraceId(): string;
  /** Stores the evidence of bytes that are not a message. */
  onBadFrame(frame: BadFrame): Promise<void>;
  /** The interval of attempts to store a message whose sender expects no acknowledgement. */
  readonly retryMs?: number;
};

/** The data about the peer that is stored with its messages. */
export type Peer = { readonly remote: string | null; readonly headers: Readonly<Record<string, string>> };

export type Receiver = {
  /**
   * Accepts the content of a frame and returns the frame that acknowledges it; null if no acknowledgement is expected. Rejects
   * only if closing the socket is the only way to inform the sender.
   */
  answerTo(event: FrameEvent): Promise<Uint8Array | null>;
  /** Records that a frame began but did not continue. */
  noteSlow(size: number): Promise<void>;
  /** Returns whether the journal is storing a message, so that the peer is waiting for us. */
  isStoring(): boolean;
};

type WhyNot = "too-much" | "not-stored";

const RETRY_MS = 1000;
/** The maximum length of MSH-10 before version 2.7. */
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

/** Creates the receiver of a socket. After `stopping` is aborted, nothing is retried. */
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
      // A sender that expects no acknowledgement sends a message only once, so storing it is retried here.
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
   * Counts a message and returns why it cannot be accepted. If the journal, which stores the quota, is unreachable, the message
   * could not be stored either.
   */
  async function whyNot(traceId: string): Promise<WhyNot | null> {
    try {
      return ((await parts.mayTake?.(peer.remote)) ?? true) ? null : "too-much";
    } catch (error) {
      log.warn({ connection, traceId, error: String(error) }, "a message cannot be counted");
      return "not-stored";
    }
  }

  /**
   * Asks the sender to send its message again.
   * @throws Error if the sender does not expect acknowledgements; the socket is then closed to inform it
   */
  async function askAgain(
    { bytes, size }: Extract<FrameEvent, { kind: "crowded" }>,
    traceId: string,
    stamp: Stamp,
  ): Promise<Uint8Array | null> {
    const messages = [addresseeOf(bytes)];
    if (hearsOfErrors(messages)) return answerToUnstored(messages, stamp, "no-room");
    await keepEvidence("no-room", size, bytes, traceId);
    throw new Error("no memory for a message whose sender expects no acknowledgement");
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
      log.warn({ connection, traceId, error: String(error) }, "the journal does not accept a message");
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
      log.warn(
        { connection, remote, reason, size, traceId },
        "received bytes are not a frame with a message",
      );
    const excerpt = bytes.subarray(0, EXCERPT_BYTES);
    await parts.onBadFrame({ connection, remote, reason, size, excerpt, traceId }).catch((error: unknown) => {
      log.error({ connection, traceId, error: String(error) }, "evidence could not be stored");
    });
  }

  const noteSlow = (size: number) => keepEvidence("slow-frame", size, new Uint8Array(), parts.newTraceId());
  return { answerTo, noteSlow, isStoring: () => storing };
}

/** Returns a stamp whose control IDs contain the trace ID, so that an acknowledgement can be found in the log. */
function stampOf(clock: Clock, traceId: string): Stamp {
  let count = 0;
  const control = () => {
    count++;
    const suffix = count === 1 ? "" : `-${count}`;
    return traceId.slice(0, CONTROL_LENGTH - suffix.length) + suffix;
  };
  return { at: clock().toISOString(), control };
}
