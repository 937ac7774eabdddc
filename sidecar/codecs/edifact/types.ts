import type { Term } from "../../terms/term.ts";
import type { EdiLoop, EdiSegment } from "../edi/types.ts";

/** The data model of an EDIFACT interchange (ISO 9735, syntax versions 1 to 4). */

/** An error in the data, returned as a value and never thrown. The message contains no payload values. */
export type EdifactIssue = {
  level: "interchange" | "group" | "message" | "segment" | "element";
  /** A stable kebab-case code of our own, such as "segment-unexpected". */
  code: string;
  /** The code for the CONTRL (data element 0085). */
  ack: string;
  message: Term;
  segment?: string;
  /** UNH is position 1. */
  segmentPosition?: number;
  /** The segment group, such as "SG25". */
  loop?: string;
  /** UNH01 is element 1. In a CONTRL, the segment tag counts as well (S011). */
  element?: number;
  /** The number of the data element or composite in the directory, such as "6063" or "C186". */
  reference?: string;
  component?: number;
  repetition?: number;
  /** The byte offset of the segment in the input. */
  offset: number;
};

/** The service characters. `release` and `repetition` are null if they are not used. */
export type EdifactDelimiters = {
  component: string;
  element: string;
  decimal: string;
  release: string | null;
  repetition: string | null;
  segment: string;
};

/**
 * A segment. elements[0] contains the tag; elements[3] of a LIN contains the components of its third element, decoded and without
 * release characters. `repetitions` contains the further values of repeated elements by their index (syntax version 4).
 */
export type EdifactSegment = EdiSegment<readonly string[]> & {
  repetitions?: Map<number, (readonly string[])[]>;
  /** The byte offset after the terminator, for segments that were read. */
  end?: number;
};

/** A segment group. Its ID is "SG" and its number; the ID of the root is the message type. */
export type EdifactLoop = EdiLoop<EdifactSegment>;

export type EdifactMessage = {
  /** S009 0065, such as "ORDERS". */
  code: string;
  /** 0062, the message reference number. */
  control: string;
  /** S009 0052, such as "D". */
  version: string;
  /** S009 0054, such as "96A". */
  release: string;
  /** S009 0051, such as "UN". */
  agency: string;
  /** S009 0057, such as "EAN008", or "". */
  association: string;
  root: EdifactLoop;
  issues: EdifactIssue[];
  /** The byte range UNH…UNT in the input. */
  start: number;
  end: number;
};

/** A functional group (UNG to UNE). Most interchanges have none. */
export type EdifactGroup = {
  /** 0038. */
  functionalId: string;
  sender: EdifactParty;
  receiver: EdifactParty;
  /** 0048. */
  control: string;
  /** The number of messages that UNE states, unparsed. Null if UNE is missing. */
  announced: string | null;
  messages: EdifactMessage[];
  issues: EdifactIssue[];
};

export type EdifactParty = { id: string; qualifier: string };

/** The values of UNB. */
export type EdifactHeader = {
  delimiters: EdifactDelimiters;
  /** 0001, such as "UNOC". */
  syntax: string;
  /** 0002, such as "3". */
  syntaxVersion: string;
  sender: EdifactParty;
  receiver: EdifactParty;
  /** 0017, YYMMDD or YYYYMMDD. */
  date: string;
  /** 0019, HHMM. */
  time: string;
  /** 0020, unparsed. */
  control: string;
  /** 0026. */
  applicationReference: string;
  /** 0031 is 1. */
  acknowledgmentRequested: boolean;
  /** 0035 is 1. */
  isTest: boolean;
};

export type EdifactInterchange = EdifactHeader & {
  groups: EdifactGroup[];
  /** The messages outside groups. */
  messages: EdifactMessage[];
  issues: EdifactIssue[];
  /** The byte range from UNA or UNB to UNZ in the input. */
  start: number;
  end: number;
};

/** What is known of a message without its content. */
export type EdifactGroupOutline = Omit<EdifactGroup, "messages"> & { received: number };

/** An interchange without its messages, as plain data. */
export type EdifactInterchangeOutline = Omit<EdifactInterchange, "groups" | "messages"> & {
  groups: EdifactGroupOutline[];
  /** The number of messages, in groups or not. */
  received: number;
  /** Whether all messages are CONTRLs, which are never acknowledged. */
  acknowledges: boolean;
  /** Whether UNZ was found. */
  complete: boolean;
};
