import type { Term } from "../../terms/term.ts";
import type { EdiLoop, EdiSegment } from "../edi/types.ts";

/** The data model of an X12 message (ASC X12.5 interchange control, X12.6 application control). */

/** An error in the data, returned as a value and never thrown. The message contains no payload values. */
export type X12Issue = {
  level: "interchange" | "group" | "transaction" | "segment" | "element";
  /** A stable kebab-case code of our own, such as "segment-unrecognised". */
  code: string;
  /** The code for the acknowledgment at its level: TA105, AK905, AK502, AK304 or AK403. */
  ack: string;
  message: Term;
  segment?: string;
  /** ST is position 1. */
  segmentPosition?: number;
  loop?: string;
  element?: number;
  /** The reference number of the data element in the X12 dictionary (element 725), such as "373". */
  reference?: string;
  component?: number;
  repetition?: number;
  /** The byte offset of the segment in the input. */
  offset: number;
};

/** A harmless irregularity in the layout. It is shown to users but never reported to the sender. */
export type X12Remark = {
  code: "empty-segments" | "indented-segments" | "delivery-requests";
  /** The number of occurrences. */
  count: number;
  /** Contains no payload values. */
  message: Term;
  /** The byte offset of the first occurrence in the input. */
  offset: number;
};

export type X12Delimiters = {
  element: string;
  repetition: string | null;
  component: string;
  segment: string;
};

/** A segment. [0] of its elements is the ID, so elements[3] of a BEG is BEG03. Values are untrimmed. */
export type X12Segment = EdiSegment;

/** A loop. The ID of the root is the transaction set code. */
export type X12Loop = EdiLoop;

export type X12Transaction = {
  /** ST01. */
  code: string;
  /** ST02. */
  control: string;
  /** ST03 if present, otherwise GS08. */
  version: string;
  /** ST03, the implementation convention reference. */
  convention?: string;
  root: X12Loop;
  issues: X12Issue[];
  /** The byte range ST…SE in the input. */
  start: number;
  end: number;
};

export type X12Group = {
  functionalId: string;
  sender: string;
  receiver: string;
  date: string;
  time: string;
  control: string;
  agency: string;
  version: string;
  /** The number of transaction sets that GE01 states, unparsed. Null if GE is missing. */
  announced: string | null;
  transactions: X12Transaction[];
  issues: X12Issue[];
};

export type X12Party = { qualifier: string; id: string };

/** The values of ISA, trimmed. */
export type X12Header = {
  delimiters: X12Delimiters;
  sender: X12Party;
  receiver: X12Party;
  /** ISA09, YYMMDD. */
  date: string;
  /** ISA10, HHMM. */
  time: string;
  /** ISA12, such as "00401". */
  version: string;
  /** ISA13, nine digits, unparsed. */
  control: string;
  acknowledgmentRequested: boolean;
  usage: "P" | "T" | "I";
};

/** A TA1 segment: the acknowledgment of an interchange envelope. */
export type X12Ta1 = {
  control: string;
  date: string;
  time: string;
  /** TA104: A, E or R, unvalidated. */
  code: string;
  note: string;
};

export type X12Interchange = X12Header & {
  groups: X12Group[];
  interchangeAcks: X12Ta1[];
  issues: X12Issue[];
  remarks: X12Remark[];
  /** The byte range ISA…IEA in the input. */
  start: number;
  end: number;
};

/** A group without its transaction sets: the content of its header and trailer. */
export type X12GroupOutline = Omit<X12Group, "transactions"> & {
  /** The number of transaction sets in the group. */
  received: number;
  /** Whether the group contains only acknowledgements and therefore is not acknowledged. */
  acknowledges: boolean;
};

/** An interchange without its transaction sets, as plain data. */
export type X12InterchangeOutline = Omit<X12Interchange, "groups"> & {
  groups: X12GroupOutline[];
  /** The number of transaction sets in all groups. */
  received: number;
  /** Whether IEA was found. */
  complete: boolean;
};
