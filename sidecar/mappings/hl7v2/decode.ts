import { isDue, mode } from "../../codecs/hl7v2/acknowledge.ts";
import { segment, value } from "../../codecs/hl7v2/navigate.ts";
import { isUsable, readHl7 } from "../../codecs/hl7v2/read.ts";
import type { HL7Issue, HL7Message, HL7Read } from "../../codecs/hl7v2/types.ts";
import type { ConnectionProfile } from "../../flows/flow.ts";
import type { DecodeContext, Decoded, DecodedDocument, Reply } from "../format.ts";
import { type MappingFinding, type Problem, problemOf } from "../mapping.ts";
import type { Hl7Reply } from "./encode.ts";
import { isPassedOver } from "./passed-over.ts";
import { anyMessage, type Hl7Context, type Hl7Mapper } from "./registry.ts";

/** Messages that only acknowledge; they are never acknowledged themselves. */
const ACKNOWLEDGEMENTS = ["ACK", "MCF"];

/**
 * Reads one message: its documents by the mapping of its type and event, or why they cannot be used, and the application
 * acknowledgement where enhanced mode asks for one (v2.8.2 §2.9.3). In original mode the transport has answered.
 */
export function decodeHl7(
  bytes: Uint8Array,
  { connection, duplicateOfOther, pseudonym }: DecodeContext,
  mappers: Readonly<Record<string, Hl7Mapper>>,
): Decoded {
  const { messages } = readHl7(bytes);
  const [read] = messages;
  if (!read || messages.length > 1)
    return failed(problemOf("UNREADABLE", "MSH", "There is not exactly one message."), null);
  if (!isUsable(read)) return failed(unusable(read), read.message);
  const refusal = refusalOf(read.message, connection, duplicateOfOther);
  if (refusal) return failed(refusal, read.message);
  const documents = documentsOf(read.message, bytes.length, { connection, pseudonym }, mappers);
  const problem = documents.find((each) => "problem" in each)?.problem ?? null;
  const replies = repliesTo(read.message, problem);
  return documents.length > 0 ? { documents, replies } : { documents, replies, passedOver: true };
}

function failed(problem: Problem, message: HL7Message | null): Decoded {
  return { documents: [], replies: message ? repliesTo(message, problem) : [], problem };
}

function refusalOf(
  message: HL7Message,
  { environment }: ConnectionProfile,
  duplicateOfOther: boolean,
): Problem | null {
  if (duplicateOfOther)
    return problemOf("DUPLICATE_CONTENT_DIFFERS", "MSH-10", "The message control ID was used before.");
  // MSH-11 (HL7 table 0103): P is production; T (training) and D (debugging) must not reach it.
  const processing = value(segment(message, "MSH"), 11);
  if (environment === "production" && (processing === "T" || processing === "D"))
    return problemOf(
      "WRONG_ENVIRONMENT",
      "MSH-11",
      `MSH-11 is ${processing}, the connection is for production.`,
    );
  return null;
}

function documentsOf(
  message: HL7Message,
  length: number,
  context: Hl7Context,
  mappers: Readonly<Record<string, Hl7Mapper>>,
): DecodedDocument[] {
  const msh = segment(message, "MSH");
  const [type, event] = [word(value(msh, 9)), word(value(msh, 9, 2))];
  const common = {
    code: event ? `${type}^${event}` : type,
    controlReference: value(msh, 10) ?? null,
    start: 0,
    end: length,
  };
  const name = `${type}_${event}`;
  const mapper = Object.hasOwn(mappers, name) ? mappers[name] : undefined;
  const attached = mappers[anyMessage]?.map(message, context) ?? [];
  if (!mapper && attached.length === 0) return unhandled(common, context.connection);
  return [...(mapper?.map(message, context) ?? []), ...attached].map((mapped, index) => ({
    ...common,
    key: String(index + 1),
    ...mapped,
  }));
}

/** A message that no mapping reads: nothing at all when its type is passed over, else for a person. */
function unhandled(
  common: Pick<DecodedDocument, "code" | "controlReference" | "start" | "end">,
  connection: ConnectionProfile,
): DecodedDocument[] {
  const [type = "", event = ""] = common.code.split("^");
  const passed = isPassedOver(type, event, connection);
  if (passed === true) return [];
  const text = `MSH-9: messages of type ${common.code || "unknown"} are not handled.`;
  const problem = passed ? passed.problem : problemOf("UNSUPPORTED_DOCUMENT", "MSH-9", text);
  return [{ ...common, key: "1", problem }];
}

/** Codes of MSH-9 as they may be shown: what is longer, or else, is no code and may be anything. */
function word(text: string | null | undefined): string {
  return text && /^[A-Z0-9]{3}$/.test(text) ? text : "";
}

function unusable({ issues }: HL7Read): Problem {
  const findings = issues.filter(({ severity }) => severity === "error").map(findingOf);
  const isMissing = issues.some(({ code }) => code === "separators-unusable");
  return { code: isMissing ? "UNREADABLE" : "SCHEMA_INVALID", findings };
}

function findingOf({ segment: id, sequence, field, message }: HL7Issue): MappingFinding {
  const place = id === undefined ? "message" : field === undefined ? id : `${id}-${field}`;
  const where = sequence === undefined ? "" : ` (segment ${sequence})`;
  return { code: "SCHEMA_INVALID", field: place, text: `${message.replace(/\.$/, "")}${where}.` };
}

function repliesTo(message: HL7Message, problem: Problem | null): Reply[] {
  const type = value(segment(message, "MSH"), 9);
  if (type && ACKNOWLEDGEMENTS.includes(type)) return [];
  const asked = mode(message);
  if (asked.mode === "original" || !isDue(asked.application, problem === null)) return [];
  const content: Hl7Reply = { message, problem };
  return [{ code: "ACK", content }];
}
