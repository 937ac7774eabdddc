import type { Term } from "../../terms/term.ts";
import type { CompiledElement } from "../edi/model.ts";
import { encode } from "./charsets.ts";
import { createMessageBuilder } from "./message.ts";
import { segmentsFor } from "./schemas/catalogue.ts";
import { DEFAULTS, isPunctuation, unaOf } from "./service-characters.ts";
import { say } from "./terms.ts";
import type { EdifactDelimiters, EdifactParty } from "./types.ts";

/** The value of a simple element, or the values of the components of a composite in order. Numbers have a decimal point. */
export type OutgoingElement = string | readonly string[];
export type OutgoingSegment = readonly OutgoingElement[];

export type OutgoingMessage = {
  /** UNH02: type, version, release, agency and association, such as ORDERS, D, 96A, UN, EAN008. */
  code: string;
  version: string;
  release: string;
  agency: string;
  association?: string | undefined;
  /** UNH01. */
  control: string | number;
  /** The segments between UNH and UNT. The first element of each segment is its tag. */
  segments: readonly OutgoingSegment[];
};

export type OutgoingInterchange = {
  /** The service characters. UNA is written if one differs from the defaults, or if `una` is true. */
  delimiters?: Partial<EdifactDelimiters> | undefined;
  una?: boolean | undefined;
  /** UNB01: the character set, such as "UNOC", and the syntax version. */
  syntax: string;
  syntaxVersion: "1" | "2" | "3" | "4";
  sender: EdifactParty;
  receiver: EdifactParty;
  control: string | number;
  /** The date and time of the envelope in ISO 8601. They are written as stated, without conversion to another time zone. */
  date: string;
  applicationReference?: string | undefined;
  acknowledgmentRequested?: boolean | undefined;
  isTest?: boolean | undefined;
  messages: readonly OutgoingMessage[];
};

/**
 * Thrown if an interchange is invalid or cannot be written. Contains the position of the error (`segment`, and `element`, where 1
 * is the first after the tag). `code` is the code of the issue if validation failed. The text contains no values of the documents.
 */
export class EdifactWriteError extends Error {
  override readonly name = "EdifactWriteError";
  readonly segment: string;
  readonly element: number | undefined;
  readonly code: string;
  readonly term: Term;

  constructor(segment: string, element: number | undefined, problem: Term, code = "not-writable") {
    const place = element === undefined ? segment : `${segment}${String(element).padStart(2, "0")}`;
    super(`The interchange cannot be written, ${place}: ${problem.term}`);
    this.term = say("not-writable", { place, problem });
    this.segment = segment;
    this.element = element;
    this.code = code;
  }
}

/**
 * Encodes an interchange: adds the envelope with its counts, releases service characters, writes numbers with the decimal mark of
 * UNA, and omits empty elements and components at the end.
 * @throws EdifactWriteError if a value contains a control character or one outside the character set, if a value of UNB is
 *   invalid, or if a message is invalid
 */
export function writeInterchange(outgoing: OutgoingInterchange): Uint8Array {
  const delimiters = delimitersFor(outgoing);
  const control = String(outgoing.control);
  const unb = unbOf(outgoing, control);
  const lines = [
    render(unb, delimiters, outgoing.syntax),
    ...outgoing.messages.flatMap((message) => messageLines(message, delimiters, outgoing.syntax)),
    render(["UNZ", String(outgoing.messages.length), control], delimiters, outgoing.syntax),
  ];
  const hasUna = outgoing.una === true || unaOf(delimiters) !== unaOf(defaultsFor(outgoing));
  const una = hasUna ? [Buffer.from(unaOf(delimiters), "latin1")] : [];
  return Buffer.concat([...una, ...lines]);
}

function defaultsFor({ syntaxVersion }: OutgoingInterchange): EdifactDelimiters {
  return syntaxVersion === "4" ? DEFAULTS : { ...DEFAULTS, repetition: null };
}

function delimitersFor(outgoing: OutgoingInterchange): EdifactDelimiters {
  const all = { ...defaultsFor(outgoing), ...outgoing.delimiters };
  const { component, element, release, repetition, segment, decimal } = all;
  const used = [component, element, release, repetition, segment].filter((one) => one !== null);
  const isSound = used.every((one) => one.length === 1 && isPunctuation(one)) && /^[.,]$/.test(decimal);
  if (!isSound || new Set(used).size !== used.length)
    throw new EdifactWriteError("UNA", undefined, say("delimiters-unusable"));
  return all;
}

function unbOf(outgoing: OutgoingInterchange, control: string): OutgoingSegment {
  const { syntax, syntaxVersion, sender, receiver, applicationReference = "" } = outgoing;
  const [, year = "", month, day, hour, minute] =
    /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(outgoing.date) ?? [];
  if (year === "") throw new EdifactWriteError("UNB", 4, say("date-not-iso"));
  const date = `${syntaxVersion === "4" ? year : year.slice(2)}${month}${day}`;
  const check = (value: string, element: number, most: number) => {
    if (value === "" || value.length > most)
      throw new EdifactWriteError("UNB", element, say("value-length", { most }));
  };
  check(sender.id, 2, 35);
  check(receiver.id, 3, 35);
  check(control, 5, 14);
  return [
    "UNB",
    [syntax, syntaxVersion],
    [sender.id, sender.qualifier],
    [receiver.id, receiver.qualifier],
    [date, `${hour}${minute}`],
    control,
    "",
    applicationReference,
    "",
    outgoing.acknowledgmentRequested === true ? "1" : "",
    "",
    outgoing.isTest === true ? "1" : "",
  ];
}

function messageLines(message: OutgoingMessage, delimiters: EdifactDelimiters, syntax: string): Uint8Array[] {
  const { code, version, release, agency, association = "", segments } = message;
  const control = String(message.control);
  const all: OutgoingSegment[] = [
    ["UNH", control, [code, version, release, agency, association]],
    ...segments,
    ["UNT", String(segments.length + 2), control],
  ];
  validate(code, release, all);
  const definitions = segmentsFor(release);
  return all.map((segment) => render(segment, delimiters, syntax, definitions.get(tagOf(segment))?.elements));
}

/** Validates an outgoing message with the same checks as a received one. Throws an `EdifactWriteError` for the first issue. */
function validate(code: string, release: string, segments: readonly OutgoingSegment[]): void {
  const builder = createMessageBuilder(code, release, 0);
  for (const segment of segments) {
    const elements = segment.map((value) => (typeof value === "string" ? [value] : [...value]));
    builder.add({ id: tagOf(segment), elements, position: 0, offset: 0 }, true);
  }
  const issue = builder.issues[0];
  if (issue !== undefined)
    throw new EdifactWriteError(issue.segment ?? code, issue.element, issue.message, issue.code);
}

function tagOf(segment: OutgoingSegment): string {
  return typeof segment[0] === "string" ? segment[0] : "";
}

/** Returns a segment with its terminator as bytes. `definitions` are those of its elements, which say what is a number. */
function render(
  segment: OutgoingSegment,
  delimiters: EdifactDelimiters,
  syntax: string,
  definitions: readonly CompiledElement[] = [],
): Uint8Array {
  const tag = tagOf(segment);
  const elements = segment.map((value, index) => {
    const parts = typeof value === "string" ? [value] : value;
    const definition = definitions[index - 1];
    const written = parts.map((part, at) => {
      checkCharacters(part, tag, index);
      const isNumber = (definition?.components?.[at] ?? definition)?.type === "D";
      return released(isNumber ? part.replace(/[.,]/, delimiters.decimal) : part, delimiters);
    });
    return withoutLast(written).join(delimiters.component);
  });
  const text = withoutLast(elements).join(delimiters.element) + delimiters.segment;
  const bytes = encode(text, syntax);
  if (bytes !== null) return bytes;
  const foreign = elements.findIndex((element) => encode(element, syntax) === null);
  throw new EdifactWriteError(tag, Math.max(foreign, 1), say("beyond-charset", { syntax }), "beyond-charset");
}

function withoutLast(parts: readonly string[]): readonly string[] {
  let length = parts.length;
  while (length > 0 && parts[length - 1] === "") length--;
  return parts.slice(0, length);
}

/** Returns a value with a release character before each service character. Without one, such a value cannot be written. */
function released(
  value: string,
  { component, element, segment, release, repetition }: EdifactDelimiters,
): string {
  let text = "";
  for (const character of value) {
    const isService = [component, element, segment, release, repetition].includes(character);
    if (isService && release === null)
      throw new EdifactWriteError("UNA", undefined, say("delimiters-unusable"));
    text += isService ? `${release}${character}` : character;
  }
  return text;
}

function checkCharacters(value: string, tag: string, element: number): void {
  for (const character of value) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 32 || code === 127) throw new EdifactWriteError(tag, element, say("control-character"));
  }
}
