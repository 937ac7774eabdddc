import type { Term } from "../../terms/term.ts";

/** The shapes of an X12 message (ASC X12.5 interchange control, X12.6 application control). */

/** An error found in the data: a value, never an exception. The message holds no payload values. */
export type X12Issue = {
  level: "interchange" | "group" | "transaction" | "segment" | "element";
  /** Our own stable kebab-case code, e.g. "segment-unrecognised". */
  code: string;
  /** The code of the acknowledgement at its level: TA105, AK905, AK502, AK304 or AK403. */
  ack: string;
  message: Term;
  segment?: string;
  /** ST counts as 1. */
  segmentPosition?: number;
  loop?: string;
  element?: number;
  /** The data element's number in the dictionary (725), e.g. "373". */
  reference?: string;
  component?: number;
  repetition?: number;
  /** Byte offset in the input where the segment begins. */
  offset: number;
};

/** What is odd about the layout and changes nothing of what is said: told to people, never to the sender. */
export type X12Remark = {
  code: "empty-segments" | "indented-segments" | "delivery-requests";
  /** How often it was met. */
  count: number;
  /** Holds no payload values. */
  message: Term;
  /** Byte offset in the input where it was met first. */
  offset: number;
};

export type X12Delimiters = {
  element: string;
  repetition: string | null;
  component: string;
  segment: string;
};

export type X12Segment = {
  id: string;
  /** [0] is the id, so elements[3] of a BEG is BEG03. Values as they stand, untrimmed. */
  elements: string[];
  /** ST counts as 1. */
  position: number;
  /** Byte offset in the input where the segment begins. */
  offset: number;
};

/** Loops stand in document order; the root's id is the transaction set code. */
export type X12Loop = { id: string; segments: X12Segment[]; loops: X12Loop[] };

export type X12Transaction = {
  /** ST01. */
  code: string;
  /** ST02. */
  control: string;
  /** ST03 when it is there, else GS08. */
  version: string;
  /** ST03, the implementation convention reference. */
  convention?: string;
  root: X12Loop;
  issues: X12Issue[];
  /** Byte range ST…SE in the input. */
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
  /** GE01 as it stands: the number of transaction sets announced; null without GE. */
  announced: string | null;
  transactions: X12Transaction[];
  issues: X12Issue[];
};

export type X12Party = { qualifier: string; id: string };

/** What ISA says, trimmed. */
export type X12Header = {
  delimiters: X12Delimiters;
  sender: X12Party;
  receiver: X12Party;
  /** ISA09, YYMMDD. */
  date: string;
  /** ISA10, HHMM. */
  time: string;
  /** ISA12, e.g. "00401". */
  version: string;
  /** ISA13, nine digits as they stand. */
  control: string;
  acknowledgmentRequested: boolean;
  usage: "P" | "T" | "I";
};

/** A TA1 segment: the answer to an interchange's envelope. */
export type X12Ta1 = {
  control: string;
  date: string;
  time: string;
  /** TA104 as it stands: A, E or R. */
  code: string;
  note: string;
};

export type X12Interchange = X12Header & {
  groups: X12Group[];
  interchangeAcks: X12Ta1[];
  issues: X12Issue[];
  remarks: X12Remark[];
  /** Byte range ISA…IEA in the input. */
  start: number;
  end: number;
};

/** A group without its transaction sets: what its header and trailer say. */
export type X12GroupOutline = Omit<X12Group, "transactions"> & {
  /** Transaction sets that arrived. */
  received: number;
  /** It contains nothing but acknowledgements, and is not acknowledged itself. */
  acknowledges: boolean;
};

/** An interchange without its transaction sets. Plain data. */
export type X12InterchangeOutline = Omit<X12Interchange, "groups"> & {
  groups: X12GroupOutline[];
  /** Transaction sets of all groups that arrived. */
  received: number;
  /** IEA was found. */
  complete: boolean;
};
