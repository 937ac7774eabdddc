import { spelledCharacterSet } from "../../codecs/hl7v2/charset.ts";
import { segment } from "../../codecs/hl7v2/navigate.ts";
import type { HL7Message } from "../../codecs/hl7v2/types.ts";
import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import type { ReasonCode } from "../../documents/reason-codes.ts";
import type { Term } from "../../terms/term.ts";
import type { CodeTable } from "../shared/code-table.ts";
import { type EventReading, readEvent } from "./event.ts";
import { say } from "./terms.ts";
import {
  acknowledgementConditions,
  characterSets,
  dispenseEvents,
  messageTypes,
  processingIds,
  processingModes,
  visitEvents,
} from "./values/code-tables.ts";
import { type Coded, coded, codedRepetitions, isListed } from "./values/coded.ts";

/**
 * A fault in the header of a message. `text` contains no patient data; `ack` is the code of HL7 table 0357 for the
 * acknowledgement.
 */
export type HeaderFault = {
  readonly code: ReasonCode;
  readonly field: string;
  readonly text: Term;
  readonly ack: string;
};

/** What MSH and EVN state about a message as a whole, and the faults in them. */
export type Header = {
  /**
   * The message code (MSH-9.1), such as "ADT". Empty if it cannot be read. `event` is the trigger event. It is empty if it is
   * absent or cannot be read.
   */
  readonly type: string;
  readonly event: string;
  readonly isAcknowledgement: boolean;
  /**
   * Whether the type is supported but the event is not in the HL7 tables, so that only the sender and the receiver know its
   * meaning.
   */
  readonly isEventUnknown: boolean;
  /**
   * The faults of the header. If there are any, no document is read from the message, a person must review it, and the sender is
   * informed.
   */
  readonly faults: readonly HeaderFault[];
};

const UNSUPPORTED_TYPE = "200";
const UNSUPPORTED_EVENT = "201";
const UNSUPPORTED_PROCESSING = "202";
const VALUE_NOT_FOUND = "103";

const form = /^[A-Z][A-Z0-9]{2}$/;

/**
 * Reads the type, the event and the codes in the header of a message with the code tables (v2.8.2 §2.14.9). Codes that are not
 * supported become faults.
 */
export function readHeader(message: HL7Message): Header {
  const msh = segment(message, "MSH");
  const type = coded(messageTypes, msh, 9);
  const meaning = type && "meaning" in type.reading ? type.reading.meaning : undefined;
  const isReadable = form.test(type?.code ?? "");
  const events = meaning === "dispense" ? dispenseEvents : visitEvents;
  const event = readEvent<unknown>(events, message);
  const isOfSeveral =
    areSeveral(codedRepetitions(messageTypes, msh, 9)) ||
    areSeveral(codedRepetitions<unknown>(events, msh, 9, { component: 2 }));
  const isActedOn = meaning === "visit" || meaning === "dispense";
  return {
    type: isReadable ? (type?.code ?? "") : "",
    event: isCode(event) && form.test(event.code) ? event.code : "",
    isAcknowledgement: meaning === "acknowledgement",
    isEventUnknown: isActedOn && isCode(event) && !isListed(events, event.code),
    faults: [
      ...(isOfSeveral ? [severalTypesFault] : []),
      ...(isReadable ? [] : [typeFault]),
      ...(isActedOn ? eventFaults(type?.code ?? "", event, events) : []),
      ...codeFaults("MSH-11", coded(processingIds, msh, 11), UNSUPPORTED_PROCESSING),
      ...codeFaults("MSH-11.2", coded(processingModes, msh, 11, { component: 2 }), UNSUPPORTED_PROCESSING),
      ...codeFaults("MSH-15", coded(acknowledgementConditions, msh, 15)),
      ...codeFaults("MSH-16", coded(acknowledgementConditions, msh, 16)),
      ...codedRepetitions(characterSets, msh, 18, { spelled: spelledCharacterSet }).flatMap((each) =>
        codeFaults("MSH-18", each),
      ),
    ],
  };
}

const typeFault: HeaderFault = {
  code: "UNSUPPORTED_DOCUMENT",
  field: "MSH-9",
  text: say("type-unknown"),
  ack: UNSUPPORTED_TYPE,
};

const severalTypesFault: HeaderFault = {
  code: "SCHEMA_INVALID",
  field: "MSH-9",
  text: say("several-types"),
  ack: UNSUPPORTED_TYPE,
};

/**
 * Returns the fault of a message whose processing ID (MSH-11) does not permit its use in an environment, or null. A production
 * connection accepts only P; a test connection accepts every value.
 */
export function environmentFault(
  message: HL7Message,
  environment: ConnectionProfile["environment"],
): HeaderFault | null {
  if (environment !== "production") return null;
  const processing = coded(processingIds, segment(message, "MSH"), 11);
  const reading = processing?.reading;
  if (reading && "meaning" in reading && reading.meaning === "production") return null;
  const code = reading && "meaning" in reading ? processing.code : reading?.unknown.code;
  const text = code === undefined ? say("processing-id-missing") : say("not-for-production", { code });
  return { code: "WRONG_ENVIRONMENT", field: "MSH-11", text, ack: UNSUPPORTED_PROCESSING };
}

/** Returns whether the repetitions of a field contain different codes. Empty repetitions are ignored. */
function areSeveral(read: readonly Coded<unknown>[]): boolean {
  return new Set(read.map(({ code }) => code)).size > 1;
}

function isCode(event: EventReading<unknown>): event is Coded<unknown> {
  return event !== undefined && "code" in event;
}

/**
 * Returns a fault if the event of a message is missing, unreadable, contradictory or not in the HL7 tables, otherwise an empty
 * list. A site-defined event, which begins with Z, is not a fault, because the format options determine whether it is ignored.
 */
function eventFaults(type: string, event: EventReading<unknown>, events: CodeTable<unknown>): HeaderFault[] {
  const fault = (code: ReasonCode, text: Term) => [{ code, field: "MSH-9", text, ack: UNSUPPORTED_EVENT }];
  if (event === undefined) return fault("UNSUPPORTED_DOCUMENT", say("event-missing", { type }));
  if (!isCode(event)) return fault(event.isConflict ? "SCHEMA_INVALID" : "UNSUPPORTED_DOCUMENT", event.fault);
  if (isListed(events, event.code) || event.code.startsWith("Z") || "meaning" in event.reading) return [];
  return fault(
    "UNSUPPORTED_DOCUMENT",
    say("code-not-supported", { place: "MSH-9", ...event.reading.unknown }),
  );
}

function codeFaults(
  place: string,
  read: Coded<unknown> | null | undefined,
  ack = VALUE_NOT_FOUND,
): HeaderFault[] {
  if (!read || "meaning" in read.reading) return [];
  const text = say("code-not-supported", { place, ...read.reading.unknown });
  return [{ code: "UNSUPPORTED_DOCUMENT", field: place.replace(/\.\d+$/, ""), text, ack }];
}
