import { english } from "../../catalogue/terms.ts";
import { type AcknowledgementCode, acknowledgementFor, isDue, mode } from "../../codecs/hl7v2/acknowledge.ts";
import { headerOf, MOST_MESSAGES } from "../../codecs/hl7v2/messages.ts";
import { isUsable, readHl7 } from "../../codecs/hl7v2/read.ts";
import type { HL7Issue, HL7Message } from "../../codecs/hl7v2/types.ts";
import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import type { Accepted } from "../../engine/ports/intake.ts";
import { environmentFault, readHeader } from "../../formats/hl7v2/header.ts";
import { framed } from "./framing.ts";

/**
 * The result that an acknowledgement reports. It determines how the sender reacts. Common interface engines resend a message
 * after an error (AE, CE) but not after a rejection (AR, CR), although the standard lets an unavailable system respond with AR
 * (v2.8.2 §2.9.2). Therefore, an error here always means "send it again".
 */
export type Outcome = "accepted" | "error" | "rejected";

const CODES: Readonly<
  Record<Outcome, readonly [original: AcknowledgementCode, enhanced: AcknowledgementCode]>
> = {
  accepted: ["AA", "CA"],
  error: ["AE", "CE"],
  rejected: ["AR", "CR"],
};
/** Error codes of HL7 table 0357: application internal error, and data type error. */
const INTERNAL_ERROR = "207";
const DATA_ERROR = "102";

/** The texts of acknowledgements that ask for a message to be sent again, by reason. */
const AGAIN = {
  "not-stored": "The message could not be stored. Send it again.",
  "too-much": "Too many messages were sent in a short time. Send it again later.",
  "no-room": "Too many messages are being received at the moment. Send it again.",
} as const;
const CUT = "The frame was truncated in transit. Send the message again.";
const DAMAGED =
  "The frame contains the byte FS (hexadecimal 1C) in its content, but only FS CR may end a frame. The frame was not processed.";
const UNREADABLE = "The frame contains no readable message.";

export type Stamp = {
  /** The time of the acknowledgement as an ISO 8601 instant. */
  readonly at: string;
  /** Returns a new control ID for an acknowledgement. */
  control(): string;
};

type Reply = {
  readonly outcome: Outcome;
  readonly text?: string;
  readonly error?: Pick<HL7Issue, "segment" | "sequence" | "field"> & { readonly code: string };
};

/** The reason why a message cannot be processed, with its position, for the acknowledgement. The text is in English. */
type Fault = Pick<HL7Issue, "ack" | "segment" | "sequence" | "field"> & { readonly message: string };

/** The environment of the connection (production or test), or null if Odoo has not sent it yet. */
export type Environment = ConnectionProfile["environment"] | null;

/** A message of a frame, reduced to what its acknowledgement needs. `fault` is null if the message can be processed. */
export type Addressee = { readonly message: HL7Message | null; readonly fault: Fault | null };

/**
 * Returns the messages of a frame, each reduced to its header, with the first fault that prevents its processing in this
 * environment. If the environment is null, it is not checked. The list is empty if the frame contains more than `MOST_MESSAGES`:
 * it is then acknowledged as a whole.
 */
export function addressees(content: Uint8Array, environment: Environment): Addressee[] {
  const { messages } = readHl7(content);
  if (messages.length > MOST_MESSAGES) return [];
  return messages.map((read) => ({
    message: read.message && headerAlone(read.message),
    fault: isUsable(read)
      ? notUnderstood(read.message, environment)
      : faultOf(read.issues.find(({ severity }) => severity === "error")),
  }));
}

const faultOf = (issue: HL7Issue | undefined): Fault | null =>
  issue ? { ...issue, message: english(issue.message) } : null;

/**
 * Returns the fault of a message whose header is not supported or that belongs to another environment, or null. Such a message is
 * never accepted, because its sender must know that it has no effect.
 */
function notUnderstood(message: HL7Message, environment: Environment): Fault | null {
  const fault = readHeader(message).faults[0] ?? (environment && environmentFault(message, environment));
  if (!fault) return null;
  const field = Number(/^MSH-(\d+)/.exec(fault.field)?.[1]);
  return { message: english(fault.text), ack: fault.ack, segment: "MSH", sequence: 1, field };
}

/** Returns the message with only MSH, which is all that an acknowledgement needs. */
function headerAlone({ separators, segments }: HL7Message): HL7Message {
  return { separators, segments: segments.slice(0, 1) };
}

/**
 * Returns whether the sender expects an acknowledgement of errors for any of these messages. If not, it cannot be asked to send
 * them again.
 */
export function hearsOfErrors(messages: readonly Addressee[]): boolean {
  return messages.length === 0 || messages.some(({ message }) => isAwaited(message, "error"));
}

/**
 * Returns the frame that acknowledges stored content: one acknowledgement for each message that expects one, in order. Returns
 * null if none does. `stored` contains the result for each message in the same order, or a single result for the whole frame.
 */
export function answerToStored(
  messages: readonly Addressee[],
  stored: readonly Pick<Accepted, "problem">[],
  stamp: Stamp,
): Uint8Array | null {
  if (messages.length === 0)
    return answer([{ message: null, fault: null }], () => rejected(UNREADABLE, DATA_ERROR), stamp);
  return answer(
    messages,
    ({ fault }, index) => replyFor(fault, (stored[index] ?? stored[0])?.problem ?? null),
    stamp,
  );
}

/**
 * Returns the frame that asks the sender to send its messages again, because they were not accepted. Returns null if no
 * acknowledgement is expected.
 */
export function answerToUnstored(
  messages: readonly Addressee[],
  stamp: Stamp,
  why: keyof typeof AGAIN = "not-stored",
): Uint8Array | null {
  const all = messages.length > 0 ? messages : [{ message: null, fault: null }];
  return answer(all, () => ({ outcome: "error", text: AGAIN[why], error: { code: INTERNAL_ERROR } }), stamp);
}

/**
 * Returns the frame that acknowledges damaged content, or null if no acknowledgement is expected. `beginning` is the part of the
 * content that was kept.
 */
export function answerToDamaged(
  kind: "cut" | "damaged" | "oversized" | "empty",
  beginning: Uint8Array,
  maximumBytes: number,
  stamp: Stamp,
): Uint8Array | null {
  const addressee = addresseeOf(beginning);
  const replies: Readonly<Record<typeof kind, Reply>> = {
    cut: { outcome: "error", text: CUT, error: { code: DATA_ERROR } },
    // Sending these again would not help.
    damaged: rejected(DAMAGED, DATA_ERROR),
    oversized: rejected(`The message is longer than ${maximumBytes} bytes.`, DATA_ERROR),
    empty: rejected(UNREADABLE, DATA_ERROR),
  };
  return answer([addressee], () => replies[kind], stamp);
}

const rejected = (text: string, code: string): Reply => ({ outcome: "rejected", text, error: { code } });

function replyFor(fault: Fault | null, problem: string | null): Reply {
  if (fault) {
    const { message: text, ack: code, segment, sequence, field } = fault;
    const place = {
      ...(segment !== undefined && { segment }),
      ...(sequence !== undefined && { sequence }),
      ...(field !== undefined && { field }),
    };
    return { outcome: "rejected", text, error: { code, ...place } };
  }
  return problem === null ? { outcome: "accepted" } : rejected(problem, DATA_ERROR);
}

/**
 * Returns the first message of a frame of which only the beginning was kept. Its `message` is null if the header is incomplete.
 */
export function addresseeOf(beginning: Uint8Array): Addressee {
  return { message: headerInFull(beginning), fault: null };
}

/**
 * Returns a message with only its header (MSH), or null if the header is incomplete. A truncated header must not be used, because
 * part of a control ID would identify a different message.
 */
function headerInFull(beginning: Uint8Array): HL7Message | null {
  return beginning.includes(0x0d) || beginning.includes(0x0a) ? headerOf(beginning) : null;
}

function isAwaited(message: HL7Message | null, outcome: Outcome): boolean {
  const asked = message && mode(message);
  return asked?.mode !== "enhanced" || isDue(asked.accept, outcome === "accepted");
}

function answer(
  messages: readonly Addressee[],
  replyTo: (addressee: Addressee, index: number) => Reply,
  stamp: Stamp,
): Uint8Array | null {
  const acknowledgements = messages.flatMap((addressee, index) => {
    const { message } = addressee;
    const { outcome, ...rest } = replyTo(addressee, index);
    if (!isAwaited(message, outcome)) return [];
    const [original, enhanced] = CODES[outcome];
    const code = message && mode(message).mode === "enhanced" ? enhanced : original;
    return [acknowledgementFor(message, { code, control: stamp.control(), at: stamp.at, ...rest })];
  });
  return acknowledgements.length > 0 ? framed(Buffer.concat(acknowledgements)) : null;
}
