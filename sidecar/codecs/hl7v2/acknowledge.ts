import { field, segment, value } from "./navigate.ts";
import { allOf, RECOMMENDED } from "./separators.ts";
import type { HL7Field, HL7Issue, HL7Message, HL7Segment, HL7Separators } from "./types.ts";
import { HL7WriteError, writeHl7 } from "./write.ts";

/**
 * The code of an acknowledgement in MSA-1 (HL7 table 0008): application accept, error and reject (AA, AE, AR), and commit accept,
 * error and reject (CA, CE, CR).
 */
export type AcknowledgementCode = "AA" | "AE" | "AR" | "CA" | "CE" | "CR";

/**
 * When a sender expects an acknowledgement, in MSH-15 and MSH-16 (HL7 table 0155): always (AL), never (NE), only on errors (ER),
 * or only on success (SU).
 */
export type AcknowledgementCondition = "AL" | "NE" | "ER" | "SU";

export type AcknowledgementMode = {
  readonly mode: "original" | "enhanced";
  /** When the sender expects an accept acknowledgement, which confirms safe storage (CA, CE, CR). */
  readonly accept: AcknowledgementCondition;
  /** When the sender expects an application acknowledgement, which reports the result of processing (AA, AE, AR). */
  readonly application: AcknowledgementCondition;
};

export type Acknowledgement = {
  readonly code: AcknowledgementCode;
  /** The message control ID (MSH-10) of the acknowledgement itself. */
  readonly control: string;
  /** The time of the acknowledgement (MSH-7) as an ISO 8601 instant. */
  readonly at: string;
  /** A sentence for the sender (MSA-3, ERR-8), without values of the message. */
  readonly text?: string;
  /** The position of the fault in the message, and its code (HL7 table 0357). Absent if there is no fault to report. */
  readonly error?: Pick<HL7Issue, "segment" | "sequence" | "field"> & { readonly code: string };
};

const GENERIC_VERSION = "2.5.1";
const FIRST_VERSION_WITH_ERL = 2.5;
const FIRST_VERSION_WITH_STRUCTURE = 2.4;
const UNICODE = "UNICODE UTF-8";

/**
 * Creates and encodes the acknowledgement of a message (v2.8.2 §2.9, §2.13.1). It swaps sender and receiver, uses the separators,
 * version and character set of the message, and contains the control ID of the message in MSA-2. If `error` is present, it
 * contains an ERR segment, which states the position of the fault but no values. If `message` is null because a frame cannot be
 * read, it has the recommended separators and an empty MSA-2. If a value cannot be encoded in the character set of the message,
 * UTF-8 is used.
 */
export function acknowledgementFor(message: HL7Message | null, acknowledgement: Acknowledgement): Uint8Array {
  const separators = separatorsFor(message);
  const write = (characterSet: HL7Field) =>
    writeHl7({ separators, segments: segmentsOf(message, acknowledgement, separators, characterSet) });
  try {
    return write(field(headerOf(message), 18));
  } catch (error) {
    if (!(error instanceof HL7WriteError)) throw error;
    return write(one(UNICODE));
  }
}

/**
 * Returns the mode in which a message must be acknowledged, and when its sender expects each kind of acknowledgement (v2.8.2
 * §2.9.1). The mode is "enhanced" if MSH-15 or MSH-16 has a value.
 */
export function mode(message: HL7Message): AcknowledgementMode {
  const msh = headerOf(message);
  const [accept, application] = [value(msh, 15)?.trim(), value(msh, 16)?.trim()];
  if (!accept && !application) return { mode: "original", accept: "NE", application: "AL" };
  // Many senders that omit MSH-15 nevertheless wait for an acknowledgement. An unexpected one is ignored, but a missing one
  // blocks the sender. Invalid conditions are therefore acknowledged too; the message is rejected elsewhere.
  return {
    mode: "enhanced",
    accept: conditionOf(accept) ?? "AL",
    application: application ? (conditionOf(application) ?? "AL") : "NE",
  };
}

/**
 * Returns whether the sender expects an acknowledgement under this condition. `succeeded` states whether the message was
 * accepted.
 */
export function isDue(condition: AcknowledgementCondition, succeeded: boolean): boolean {
  return condition === "AL" || (condition === "SU" && succeeded) || (condition === "ER" && !succeeded);
}

function conditionOf(text: string | null | undefined): AcknowledgementCondition | null {
  const code = text?.trim().toUpperCase();
  return code === "AL" || code === "NE" || code === "ER" || code === "SU" ? code : null;
}

const headerOf = (message: HL7Message | null): HL7Segment | undefined =>
  message ? segment(message, "MSH") : undefined;

/**
 * Returns the separators of the message if it declares all of them (the truncation character is optional). Otherwise returns the
 * recommended ones, because some texts cannot be written if a separator is missing.
 */
function separatorsFor(message: HL7Message | null): HL7Separators {
  const isComplete = message !== null && allOf({ ...message.separators, truncation: null }).length === 5;
  return isComplete ? message.separators : RECOMMENDED;
}

function segmentsOf(
  message: HL7Message | null,
  { code, control, at, text, error }: Acknowledgement,
  separators: HL7Separators,
  characterSet: HL7Field,
): HL7Segment[] {
  const msh = headerOf(message);
  const version = value(msh, 12) ?? GENERIC_VERSION;
  const header: HL7Field[] = [
    [],
    one(separators.field),
    [],
    field(msh, 5),
    field(msh, 6),
    field(msh, 3),
    field(msh, 4),
    one(timestamp(at)),
    [],
    typeOf(value(msh, 9, 2)?.trim(), version),
    one(control),
    msh ? field(msh, 11) : one("P"),
    msh ? field(msh, 12) : one(GENERIC_VERSION),
  ];
  if (characterSet.length > 0) header.push([], [], [], [], [], characterSet);
  const msa: HL7Field[] = [[], one(code), field(msh, 10)];
  if (text !== undefined) msa.push(one(text));
  const segments = [
    { id: "MSH", fields: header },
    { id: "MSA", fields: msa },
  ];
  if (error) segments.push({ id: "ERR", fields: errorFields(error, text, version) });
  return segments;
}

/**
 * Returns MSH-9 of the acknowledgement: ACK without an event, otherwise, for example, ACK^A03^ACK or, before version 2.4,
 * ACK^A03.
 */
function typeOf(event: string | null | undefined, version: string): HL7Field {
  const parts = [["ACK"]];
  if (event) parts.push([event]);
  if (event && isFrom(version, FIRST_VERSION_WITH_STRUCTURE)) parts.push(["ACK"]);
  return [parts];
}

/**
 * Returns the fields of ERR. Since version 2.5, ERR-2 contains the position of the fault (ERL) and ERR-3 its code; in earlier
 * versions, ERR-1 contains both (ELD).
 */
function errorFields(
  { code, segment: id = "", sequence, field: number }: NonNullable<Acknowledgement["error"]>,
  text: string | undefined,
  version: string,
): HL7Field[] {
  const given = [id, sequence ?? "", number ?? ""].map(String);
  const place = given.map((each) => (each === "" ? [] : [each]));
  const table = "HL70357";
  if (!isFrom(version, FIRST_VERSION_WITH_ERL)) return [[], [[...place, [code, text ?? "", table]]]];
  const known = place.slice(0, given.findLastIndex((each) => each !== "") + 1);
  const fields: HL7Field[] = [
    [],
    [],
    known.length > 0 ? [known] : [],
    [[[code], text ? [text] : [], [table]]],
    one("E"),
  ];
  return text === undefined ? fields : [...fields, [], [], [], one(text)];
}

function isFrom(version: string, first: number): boolean {
  const number = Number.parseFloat(version);
  return Number.isNaN(number) || number >= first;
}

/** Converts an ISO 8601 instant to an HL7 time stamp in UTC, precise to the second. */
function timestamp(at: string): string {
  const digits = new Date(at).toISOString().replace(/\D/g, "").slice(0, 14);
  return `${digits}+0000`;
}

function one(text: string): HL7Field {
  return text === "" ? [] : [[[text]]];
}
