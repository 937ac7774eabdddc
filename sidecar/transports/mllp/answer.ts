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
 * The answer, and what the sender does with it. Common interface engines resend a message answered with an error (AE, CE), and do
 * not resend a rejected one (AR, CR), although by the standard a system that is down answers AR (v2.8.2 §2.9.2). So an error here
 * always means "send it again".
 */
export type Outcome = "accepted" | "error" | "rejected";

const CODES: Readonly<
  Record<Outcome, readonly [original: AcknowledgementCode, enhanced: AcknowledgementCode]>
> = {
  accepted: ["AA", "CA"],
  error: ["AE", "CE"],
  rejected: ["AR", "CR"],
};
/** HL7 table 0357: application internal error; data type error. */
const INTERNAL_ERROR = "207";
const DATA_ERROR = "102";

/** Why a message is asked for again. */
const AGAIN = {
  "not-stored": "The message could not be stored just now. Send it again.",
  "too-much": "Too many messages come in a short time. Send it again later.",
  "no-room": "Too much is being taken in at the moment. Send it again.",
} as const;
const CUT = "The frame was cut on its way. Send the message again.";
const DAMAGED =
  "The frame holds the byte FS (hexadecimal 1C) in its content; only FS CR may end a frame. Nothing of it was taken.";
const UNREADABLE = "The frame holds no message that can be read.";

export type Stamp = {
  /** ISO 8601 instant. */
  readonly at: string;
  /** A control ID for one acknowledgement. */
  control(): string;
};

type Verdict = {
  readonly outcome: Outcome;
  readonly text?: string;
  readonly error?: Pick<HL7Issue, "segment" | "sequence" | "field"> & { readonly code: string };
};

/** Why a message cannot be processed, in the English words of its answer. */
type Fault = Pick<HL7Issue, "ack" | "segment" | "sequence" | "field"> & { readonly message: string };

/** The connection's environment; null: Odoo has not sent it yet. */
export type Environment = ConnectionProfile["environment"] | null;

/** A message of a frame, as far as its answer goes. */
export type Addressee = { readonly message: HL7Message | null; readonly fault: Fault | null };

/**
 * Returns the messages of a frame, each by its header, with the first fault that prevents processing it on a connection of this
 * environment (null: the connection is not known yet). None if there are more than the limit: the frame is then answered as a
 * whole.
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
 * A message whose header cannot be understood, or that is addressed elsewhere, is never acknowledged: its sender must learn that
 * it has no effect.
 */
function notUnderstood(message: HL7Message, environment: Environment): Fault | null {
  const fault = readHeader(message).faults[0] ?? (environment && environmentFault(message, environment));
  if (!fault) return null;
  const field = Number(/^MSH-(\d+)/.exec(fault.field)?.[1]);
  return { message: english(fault.text), ack: fault.ack, segment: "MSH", sequence: 1, field };
}

/** All that an answer needs of a message is MSH. */
function headerAlone({ separators, segments }: HL7Message): HL7Message {
  return { separators, segments: segments.slice(0, 1) };
}

/** Says whether the sender of any of these will hear when they cannot be stored, and so can send them again. */
export function hearsOfErrors(messages: readonly Addressee[]): boolean {
  return messages.length === 0 || messages.some(({ message }) => isAwaited(message, "error"));
}

/**
 * Returns the frame that answers a frame whose content is stored: an acknowledgement for each message that awaits one, in order;
 * null if none does. `stored` begins with the messages as the format splits them, or is one entry for the whole.
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
    ({ fault }, index) => verdictOn(fault, (stored[index] ?? stored[0])?.problem ?? null),
    stamp,
  );
}

/** Returns the answer that asks the sender to send a frame again: it was not accepted. */
export function answerToUnstored(
  messages: readonly Addressee[],
  stamp: Stamp,
  why: keyof typeof AGAIN = "not-stored",
): Uint8Array | null {
  const all = messages.length > 0 ? messages : [{ message: null, fault: null }];
  return answer(all, () => ({ outcome: "error", text: AGAIN[why], error: { code: INTERNAL_ERROR } }), stamp);
}

/** Returns the answer to damaged content, of which at most the beginning is known. */
export function answerToDamaged(
  kind: "cut" | "damaged" | "oversized" | "empty",
  beginning: Uint8Array,
  maximumBytes: number,
  stamp: Stamp,
): Uint8Array | null {
  const addressee = addresseeOf(beginning);
  const verdicts: Readonly<Record<typeof kind, Verdict>> = {
    cut: { outcome: "error", text: CUT, error: { code: DATA_ERROR } },
    // Sent again it would be the same.
    damaged: rejected(DAMAGED, DATA_ERROR),
    oversized: rejected(`The message is longer than ${maximumBytes} bytes.`, DATA_ERROR),
    empty: rejected(UNREADABLE, DATA_ERROR),
  };
  return answer([addressee], () => verdicts[kind], stamp);
}

const rejected = (text: string, code: string): Verdict => ({ outcome: "rejected", text, error: { code } });

function verdictOn(fault: Fault | null, problem: string | null): Verdict {
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

/** Returns the first message of a frame of which only the beginning is kept. */
export function addresseeOf(beginning: Uint8Array): Addressee {
  return { message: headerInFull(beginning), fault: null };
}

/** A header that may itself be cut off is none: half of a control ID would name another message. */
function headerInFull(beginning: Uint8Array): HL7Message | null {
  return beginning.includes(0x0d) || beginning.includes(0x0a) ? headerOf(beginning) : null;
}

function isAwaited(message: HL7Message | null, outcome: Outcome): boolean {
  const asked = message && mode(message);
  return asked?.mode !== "enhanced" || isDue(asked.accept, outcome === "accepted");
}

function answer(
  messages: readonly Addressee[],
  verdictOf: (addressee: Addressee, index: number) => Verdict,
  stamp: Stamp,
): Uint8Array | null {
  const acknowledgements = messages.flatMap((addressee, index) => {
    const { message } = addressee;
    const { outcome, ...rest } = verdictOf(addressee, index);
    if (!isAwaited(message, outcome)) return [];
    const [original, enhanced] = CODES[outcome];
    const code = message && mode(message).mode === "enhanced" ? enhanced : original;
    return [acknowledgementFor(message, { code, control: stamp.control(), at: stamp.at, ...rest })];
  });
  return acknowledgements.length > 0 ? framed(Buffer.concat(acknowledgements)) : null;
}
