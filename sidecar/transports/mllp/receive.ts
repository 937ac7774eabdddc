import { setTimeout as pause, setImmediate as turn } from "node:timers/promises";
import type { Intake } from "../../engine/ports/intake.ts";
import type { Clock, Log } from "../../engine/ports/runtime.ts";
import { isRefusedByJournal } from "../../engine/resilience/failures.ts";
import type { InTurn } from "../../limits/turns.ts";
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

/**
 * Received bytes that were not accepted as a message. `size` is their number; `excerpt` contains the first of them, which are
 * stored as evidence.
 */
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
    /** The journal rejects the message whenever it is stored. */
    | "not-storable"
    /** There was not enough memory, and the sender expects no acknowledgement that could ask it to send the message again. */
    | "no-room"
    /** A frame began, but the rest of it did not arrive in time. */
    | "slow-frame";
  readonly size: number;
  readonly excerpt: Uint8Array;
  readonly traceId: string;
};

/** Returns the messages of a frame, reduced to what is needed to acknowledge them. */
export type ReadAddressees = (content: Uint8Array, environment: Environment) => Promise<Addressee[]>;

export type ReceiverParts = {
  /** The code of the connection whose messages arrive here. */
  readonly connection: string;
  readonly intake: Intake;
  /** Reads the messages of a frame for their acknowledgements. Defaults to reading them on the calling thread. */
  readonly addressees?: ReadAddressees;
  /** Returns the current environment of the connection. */
  environment(): Environment;
  /**
   * Counts a message towards the connection's quota.
   * @returns false if the quota is exhausted, in which case the sender is asked to resend the message later
   */
  mayTake?(remote: string | null): Promise<boolean>;
  /** The maximum number of bytes of a frame's content. */
  readonly maximumBytes: number;
  readonly log: Log;
  readonly clock: Clock;
  /** Returns whether an event should be logged, that is, was not logged recently. By default, every event is. */
  isNews?(what: string): boolean;
  newTraceId(): string;
  /** Stores, as evidence, bytes that were not accepted as a message. */
  onBadFrame(frame: BadFrame): Promise<void>;
  /** Limits how many large frames are read and stored at the same time. By default, nothing is limited. */
  readonly inTurn?: InTurn;
  /** The time in milliseconds between attempts to store a message whose sender expects no acknowledgement. */
  readonly retryMs?: number;
};

/** The data about the peer that is stored with its messages. */
export type Peer = { readonly remote: string | null; readonly headers: Readonly<Record<string, string>> };

export type Receiver = {
  /**
   * Processes an event of the frame reader and returns the frame that acknowledges it. Returns null if no acknowledgement is
   * expected. Rejects only if closing the socket is the only way to inform the sender.
   */
  answerTo(event: FrameEvent): Promise<Uint8Array | null>;
  /** Stores evidence that a frame began, but that the rest of it did not arrive in time. */
  noteSlow(size: number): Promise<void>;
  /** Returns whether a message is being stored in the journal, so that the peer is waiting for the sidecar. */
  isStoring(): boolean;
};

type WhyNot = "too-much" | "not-stored";

const RETRY_MS = 1000;
/** The maximum length of a control ID (MSH-10) before HL7 version 2.7. */
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

const atOnce: InTurn = (_bytes, work) => work();

/** Creates the receiver that processes the frames of one socket. After `stopping` is aborted, nothing is retried. */
export function createReceiver(parts: ReceiverParts, peer: Peer, stopping: AbortSignal): Receiver {
  const { connection, log, maximumBytes, inTurn = atOnce } = parts;
  const read: ReadAddressees = parts.addressees ?? (async (...given) => addressees(...given));
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
    const reading = readBeside(body);
    let isCounted = false;
    for (;;) {
      const unfit: WhyNot | null = isCounted ? null : await whyNot(traceId);
      isCounted = unfit === null;
      const stored = unfit === null ? await store(body, traceId) : null;
      const messages = await reading;
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
   * Reads the messages of a frame for their acknowledgements while the messages are being stored. Reading begins after the
   * statement that stores them has been sent, because the process is otherwise idle until the journal has written them to disk.
   */
  function readBeside(body: Uint8Array): Promise<Addressee[]> {
    const environment = parts.environment();
    const reading = turn().then(() => inTurn(body.length, () => read(body, environment)));
    // It is awaited only after the message is stored. A rejection must not remain unhandled until then.
    reading.catch(() => undefined);
    return reading;
  }

  /**
   * Counts a message towards the quota, and returns why it cannot be accepted, or null. If the journal, which stores the quota,
   * is unreachable, the message could not be stored either.
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
   * Returns the acknowledgement that asks the sender to resend a message for which there was no memory.
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
    const transport = "mllp" as const;
    storing = true;
    try {
      const arrival = { connection, transport, contentType: CONTENT_TYPE, headers, sender, body, traceId };
      return await inTurn(body.length, () => parts.intake(arrival));
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

/** Returns a stamp whose control IDs contain the trace ID, so that the log entries for an acknowledgement can be found. */
function stampOf(clock: Clock, traceId: string): Stamp {
  let count = 0;
  const control = () => {
    count++;
    const suffix = count === 1 ? "" : `-${count}`;
    return traceId.slice(0, CONTROL_LENGTH - suffix.length) + suffix;
  };
  return { at: clock().toISOString(), control };
}
