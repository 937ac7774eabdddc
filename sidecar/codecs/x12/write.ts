import type { Term } from "../../terms/term.ts";
import { catalogueFor } from "./schemas/catalogue.ts";
import { say } from "./terms.ts";
import { createTransactionBuilder } from "./transaction.ts";
import type { X12Delimiters, X12Party, X12Ta1 } from "./types.ts";

/** The value of a simple element, or the values of the components of a composite element in order. */
export type OutgoingElement = string | readonly string[];
export type OutgoingSegment = readonly OutgoingElement[];

export type OutgoingTransaction = {
  /** ST01, the transaction set code. */
  code: string;
  /** ST02, the control number. It is padded to four digits. */
  control: string | number;
  /** ST03, the implementation convention reference, which exists since 005010. */
  convention?: string | undefined;
  /** The segments between ST and SE. The first element of each segment is its ID. */
  segments: readonly OutgoingSegment[];
};

export type OutgoingGroup = {
  functionalId: string;
  sender: string;
  receiver: string;
  control: string | number;
  /** GS08, the version of the transaction sets, such as "004010". */
  version: string;
  transactions: OutgoingTransaction[];
};

export type OutgoingInterchange = {
  /**
   * The delimiters. The defaults are `*` for elements, `>` for components, `~` for segments and, in 00501, `^` for repetitions.
   */
  delimiters?: Partial<X12Delimiters> | undefined;
  sender: X12Party;
  receiver: X12Party;
  /** ISA13, the control number of the interchange: 0 to 999999999. */
  control: number;
  usage: "P" | "T" | "I";
  version: "00401" | "00501";
  /** The date and time of the envelope in ISO 8601. They are written as stated, without conversion to another time zone. */
  date: string;
  acknowledgmentRequested?: boolean | undefined;
  interchangeAcks?: X12Ta1[] | undefined;
  groups: OutgoingGroup[];
};

/**
 * Thrown if an interchange is invalid or cannot be written. Contains the position of the error (`segment`, and `element`, where 1
 * is the first after the ID). `code` is the code of the issue if validation failed. The text contains no values of the documents.
 */
export class X12WriteError extends Error {
  override readonly name = "X12WriteError";
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

const DEFAULTS: X12Delimiters = { element: "*", repetition: "^", component: ">", segment: "~" };

/**
 * Encodes an interchange in latin-1: pads the ISA, adds the trailers with their counts, and omits empty elements at the end of
 * segments.
 * @throws X12WriteError if a value contains a delimiter, a control character or a character outside latin-1, if a value of ISA or
 *   GS is invalid, or if a transaction set is invalid
 */
export function writeInterchange(outgoing: OutgoingInterchange): Uint8Array {
  const delimiters = delimitersFor(outgoing);
  const moment = momentOf(outgoing.date);
  const acks = (outgoing.interchangeAcks ?? []).map(ta1);
  const body = outgoing.groups.flatMap((group) => groupSegments(group, moment, delimiters));
  const control = String(outgoing.control).padStart(9, "0");
  const trailer = ["IEA", String(outgoing.groups.length), control];
  const lines = [...acks, ...body, trailer].map((segment) => render(segment, delimiters));
  return Buffer.from(header(outgoing, moment, control, delimiters) + lines.join(""), "latin1");
}

/** The date and time of an envelope in digits: `year` is YYYY, `day` is MMDD, `time` is HHMM. */
type Moment = { year: string; day: string; time: string };

function momentOf(date: string): Moment {
  const [, year, month, day, hour, minute] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(date) ?? [];
  if (year === undefined) throw new X12WriteError("ISA", 9, say("date-not-iso"));
  return { year, day: `${month}${day}`, time: `${hour}${minute}` };
}

function delimitersFor({ delimiters, version }: OutgoingInterchange): X12Delimiters {
  const all = { ...DEFAULTS, ...delimiters };
  if (version === "00401") all.repetition = null;
  const used = Object.values(all).filter((delimiter) => delimiter !== null);
  if (new Set(used).size !== used.length || used.some((delimiter) => !/^[^A-Za-z0-9 ]$/.test(delimiter))) {
    throw new X12WriteError("ISA", undefined, say("delimiters-unusable"));
  }
  return all;
}

function header(
  outgoing: OutgoingInterchange,
  moment: Moment,
  control: string,
  delimiters: X12Delimiters,
): string {
  const { sender, receiver, version, usage } = outgoing;
  if (!/^\d{9}$/.test(control)) throw new X12WriteError("ISA", 13, say("control-number-out-of-range"));
  const fields = [
    "ISA",
    ...["00", " ".repeat(10), "00", " ".repeat(10)],
    ...[fixed(sender.qualifier, 5, 2), fixed(sender.id, 6, 15), fixed(receiver.qualifier, 7, 2)],
    ...[fixed(receiver.id, 8, 15), moment.year.slice(2) + moment.day, moment.time],
    ...[delimiters.repetition ?? "U", version, control, outgoing.acknowledgmentRequested ? "1" : "0", usage],
  ];
  for (const index of [5, 6, 7, 8]) checkCharacters(fields[index] ?? "", delimiters, "ISA", index);
  return fields.join(delimiters.element) + delimiters.element + delimiters.component + delimiters.segment;
}

function fixed(value: string, element: number, width: number): string {
  if (value.trim() === "" || value.length > width) {
    throw new X12WriteError("ISA", element, say("value-length", { most: width }));
  }
  return value.padEnd(width);
}

function ta1({ control, date, time, code, note }: X12Ta1): string[] {
  return ["TA1", control, date, time, code, note];
}

function groupSegments(group: OutgoingGroup, moment: Moment, delimiters: X12Delimiters): OutgoingSegment[] {
  const control = String(group.control);
  const { functionalId, sender, receiver, version } = group;
  checkGroup(group, control);
  const gs = [
    "GS",
    functionalId,
    sender,
    receiver,
    moment.year + moment.day,
    moment.time,
    control,
    "X",
    version,
  ];
  const body = group.transactions.flatMap((transaction) =>
    transactionSegments(transaction, version, delimiters),
  );
  return [gs, ...body, ["GE", String(group.transactions.length), control]];
}

function checkGroup({ functionalId, sender, receiver, version }: OutgoingGroup, control: string): void {
  const check = (sound: boolean, element: number, problem: Term) => {
    if (!sound) throw new X12WriteError("GS", element, problem);
  };
  check(functionalId.length === 2, 1, say("functional-id-length"));
  check(sender.length >= 2 && sender.length <= 15, 2, say("group-sender-length"));
  check(receiver.length >= 2 && receiver.length <= 15, 3, say("group-receiver-length"));
  check(/^\d{1,9}$/.test(control), 6, say("group-control-digits"));
  check(catalogueFor(version) !== null, 8, say("version-unsupported"));
}

function transactionSegments(
  { code, control, convention, segments }: OutgoingTransaction,
  version: string,
  delimiters: X12Delimiters,
): OutgoingSegment[] {
  const number = String(control).padStart(4, "0");
  const st = ["ST", code, number, ...(convention === undefined ? [] : [convention])];
  const se = ["SE", String(segments.length + 2), number];
  const all = [st, ...segments.map(withoutTrailingEmpty), se];
  validate(code, all, version, delimiters);
  return all;
}

/** Removes empty elements at the end of a segment and empty components at the end of a composite (X12.6 §3.7). */
function withoutTrailingEmpty(segment: OutgoingSegment): OutgoingSegment {
  const elements = segment.map((value) => (typeof value === "string" ? value : withoutLast(value, 0)));
  return withoutLast(elements, 1);
}

function withoutLast<Part extends OutgoingElement>(parts: readonly Part[], least: number): Part[] {
  let length = parts.length;
  while (length > least && parts[length - 1]?.length === 0) length--;
  return parts.slice(0, length);
}

/**
 * Validates an outgoing transaction set with the same checks as a received one. Throws an `X12WriteError` for the first issue.
 */
function validate(
  code: string,
  segments: readonly OutgoingSegment[],
  version: string,
  delimiters: X12Delimiters,
): void {
  const builder = createTransactionBuilder(code, catalogueFor(version), delimiters, 0);
  for (const segment of segments) {
    const elements = segment.map((value) => joined(value, delimiters));
    // Components in a simple element must not be mistaken for a single value.
    const isComposite = segment.some((value) => typeof value !== "string" && value.length > 1);
    builder.add({ id: elements[0] ?? "", elements, position: 0, offset: 0 }, isComposite);
  }
  const issue = builder.issues[0];
  if (issue !== undefined)
    throw new X12WriteError(issue.segment ?? code, issue.element, issue.message, issue.code);
}

function joined(value: OutgoingElement, { component }: X12Delimiters): string {
  return typeof value === "string" ? value : value.join(component);
}

/**
 * Returns a segment as text with its terminator. The characters of each component are checked before the components are joined,
 * because a component separator is allowed between components but not within one.
 */
function render(segment: OutgoingSegment, delimiters: X12Delimiters): string {
  const id = typeof segment[0] === "string" ? segment[0] : "";
  segment.forEach((value, index) => {
    const parts = typeof value === "string" ? [value] : value;
    for (const part of parts) checkCharacters(part, delimiters, id, index);
  });
  const elements = segment.map((value) => joined(value, delimiters));
  return elements.join(delimiters.element) + delimiters.segment;
}

function checkCharacters(value: string, delimiters: X12Delimiters, segment: string, element: number): void {
  const { element: separator, component, repetition, segment: terminator } = delimiters;
  for (const character of value) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 32 || code === 127) throw new X12WriteError(segment, element, say("control-character"));
    if (code > 255) throw new X12WriteError(segment, element, say("beyond-latin-1"));
    if ([separator, component, repetition, terminator].includes(character)) {
      const problem = say("delimiter-in-value");
      throw new X12WriteError(segment, element, problem, "delimiter-in-value");
    }
  }
}
