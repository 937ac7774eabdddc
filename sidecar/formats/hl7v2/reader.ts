import { isDue, mode } from "../../codecs/hl7v2/acknowledge.ts";
import { segment, value } from "../../codecs/hl7v2/navigate.ts";
import { isUsable, readHl7 } from "../../codecs/hl7v2/read.ts";
import type { HL7Issue, HL7Message, HL7Read } from "../../codecs/hl7v2/types.ts";
import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import type { ReasonCode } from "../../documents/reason-codes.ts";
import type { DecodeContext, Decoded, DecodedDocument, Reply } from "../format.ts";
import { type MappingFinding, type Problem, problem, problemOf } from "../mapping.ts";
import { environmentFault, type Header, type HeaderFault, readHeader } from "./header.ts";
import { anyMessage, type Hl7Context, type Hl7Mapper, type MappedHl7 } from "./mapper.ts";
import { isPassedOver } from "./passed-over.ts";
import type { Hl7Reply } from "./replies.ts";
import { say } from "./terms.ts";

/**
 * Reads one message and returns its documents, or the problems that prevent their use, and the application acknowledgement if the
 * message requests one in enhanced mode (v2.8.2 §2.9.3). In original mode, the transport has already acknowledged the message.
 */
export function readHl7Message(
  bytes: Uint8Array,
  { connection, duplicateOfOther, pseudonym }: DecodeContext,
  mappers: Readonly<Record<string, Hl7Mapper>>,
): Decoded {
  const { messages } = readHl7(bytes);
  const [read] = messages;
  if (!read || messages.length > 1)
    return failed(problemOf("UNREADABLE", "MSH", say("not-one-message")), null);
  if (!isUsable(read)) return failed(unusable(read), read.message);
  const refusal = refusalOf(read.message, connection, duplicateOfOther);
  if (refusal) return failed(refusal, read.message);
  const documents = documentsOf(read.message, bytes.length, { connection, pseudonym }, mappers);
  const first = documents.find((each) => "problem" in each)?.problem ?? null;
  const replies = repliesTo(read.message, first);
  return documents.length > 0 ? { documents, replies } : { documents, replies, passedOver: true };
}

function failed(refusal: Problem, message: HL7Message | null): Decoded {
  return { documents: [], replies: message ? repliesTo(message, refusal) : [], problem: refusal };
}

function refusalOf(
  message: HL7Message,
  { environment }: ConnectionProfile,
  duplicateOfOther: boolean,
): Problem | null {
  if (duplicateOfOther) return problemOf("DUPLICATE_CONTENT_DIFFERS", "MSH-10", say("control-id-reused"));
  const fault = environmentFault(message, environment);
  return fault && problemOf(fault.code, fault.field, fault.text);
}

function documentsOf(
  message: HL7Message,
  length: number,
  context: Hl7Context,
  mappers: Readonly<Record<string, Hl7Mapper>>,
): DecodedDocument[] {
  const header = readHeader(message);
  const { type, event } = header;
  const common = {
    code: type && event ? `${type}^${event}` : type,
    controlReference: value(segment(message, "MSH"), 10) ?? null,
    start: 0,
    end: length,
  };
  return mappedOf(message, header, context, mappers).map((mapped, index) => ({
    ...common,
    key: String(index + 1),
    ...mapped,
  }));
}

/**
 * Returns the documents that a mapper reads from a message, or an empty list if `mapper` is undefined. A document that cannot be
 * used gets the document type of the mapper, so that users can find it.
 */
function mapWith(mapper: Hl7Mapper | undefined, message: HL7Message, context: Hl7Context): MappedHl7[] {
  const mapped = mapper?.map(message, context) ?? [];
  return mapped.map((each) => ("problem" in each && mapper ? { ...each, type: mapper.documentType } : each));
}

function mappedOf(
  message: HL7Message,
  header: Header,
  context: Hl7Context,
  mappers: Readonly<Record<string, Hl7Mapper>>,
): readonly MappedHl7[] {
  const [fault, ...others] = header.faults;
  if (fault !== undefined) return [problem([findingOfHeader(fault), ...others.map(findingOfHeader)])];
  const name = `${header.type}_${header.event}`;
  const mapper = Object.hasOwn(mappers, name) ? mappers[name] : undefined;
  const attached = mapWith(mappers[anyMessage], message, context);
  if (mapper) return [...mapWith(mapper, message, context), ...attached];
  // Supply segments are read in any message. If the event is unknown, it is reported as well, because it may imply more than
  // these segments.
  if (attached.length > 0 && !header.isEventUnknown) return attached;
  return [...unhandled(header, context.connection), ...attached];
}

/**
 * Handles a message that no mapper reads. Returns an empty list if the format options ignore such messages. Otherwise returns
 * one problem: the message type is not supported, or the options are invalid.
 */
function unhandled(header: Header, connection: ConnectionProfile): readonly { readonly problem: Problem }[] {
  const passed = isPassedOver(header, connection);
  if (passed === true) return [];
  const { type, event } = header;
  const text = say("type-not-supported", { type: event ? `${type}^${event}` : type });
  return [passed || { problem: problemOf("UNSUPPORTED_DOCUMENT", "MSH-9", text) }];
}

function findingOfHeader({ code, field, text }: HeaderFault): MappingFinding {
  return { code, field, text };
}

/** The codes of the issues for messages that exceed a limit. */
const LIMITS: ReadonlySet<string> = new Set([
  "message-too-long",
  "too-many-pieces",
  "too-many-segments",
  "segment-too-long",
  "control-id-too-long",
]);

function unusable({ issues }: HL7Read): Problem {
  const errors = issues.filter(({ severity }) => severity === "error");
  const limits = errors.filter(({ code }) => LIMITS.has(code));
  if (limits.length > 0) return { code: "LIMIT_EXCEEDED", findings: limits.map(findingOf("LIMIT_EXCEEDED")) };
  const isMissing = issues.some(({ code }) => code === "separators-unusable");
  return {
    code: isMissing ? "UNREADABLE" : "SCHEMA_INVALID",
    findings: errors.map(findingOf("SCHEMA_INVALID")),
  };
}

const findingOf =
  (code: ReasonCode) =>
  ({ segment: id, sequence, field, message }: HL7Issue): MappingFinding => {
    const place = id === undefined ? "message" : field === undefined ? id : `${id}-${field}`;
    const text =
      sequence === undefined ? message : say("issue-in-segment", { issue: message, segment: sequence });
    return { code, field: place, text };
  };

function repliesTo(message: HL7Message, refusal: Problem | null): Reply[] {
  // Acknowledgements are never acknowledged.
  if (readHeader(message).isAcknowledgement) return [];
  const asked = mode(message);
  if (asked.mode === "original" || !isDue(asked.application, refusal === null)) return [];
  const content: Hl7Reply = { message, problem: refusal };
  return [{ code: "ACK", content }];
}
