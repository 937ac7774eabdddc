import type { Term } from "../../terms/term.ts";

/** The data model of an HL7 version 2 message (HL7 v2.8.2 chapter 2). */

/** The separators declared in MSH-1 and MSH-2. Those that MSH-2 omits are null. */
export type HL7Separators = {
  readonly field: string;
  readonly component: string;
  readonly repetition: string | null;
  readonly escape: string | null;
  readonly subcomponent: string | null;
  /** The truncation character, which exists since version 2.7. */
  readonly truncation: string | null;
};

/**
 * The subcomponents of a component, with escape sequences replaced. `""` (two quotes) deletes the receiver's value; an empty text
 * leaves it unchanged.
 */
export type HL7Component = readonly string[];
export type HL7Repetition = readonly HL7Component[];
/** The repetitions of a field. At every level, an empty value is an empty list: an empty field has no repetitions. */
export type HL7Field = readonly HL7Repetition[];

export type HL7Segment = {
  readonly id: string;
  /**
   * The fields by their numbers: `fields[3]` of a PID is PID-3, and `fields[0]` is always empty. MSH-1 and MSH-2 contain the
   * separators unparsed.
   */
  readonly fields: readonly HL7Field[];
};

/** The segments of a message, or of a group within a message, in order. */
export type HL7Segments = { readonly segments: readonly HL7Segment[] };

export type HL7Message = HL7Segments & { readonly separators: HL7Separators };

/** A fault in a message or a batch. It is returned, not thrown. Its text contains no values of the message. */
export type HL7Issue = {
  /** "error": the message must not be used. "warning": the message was read, but its sender should correct it. */
  readonly severity: "error" | "warning";
  /** Our own code for the kind of fault, such as "segment-unrecognised". It never changes. */
  readonly code: string;
  /** The code of HL7 table 0357 with which the fault is reported in an acknowledgement. */
  readonly ack: string;
  readonly message: Term;
  readonly segment?: string;
  /** The position of the segment in the message, where MSH is 1. */
  readonly sequence?: number;
  readonly field?: number;
  /**
   * The byte offset in the input at which the message begins or, for an issue of a batch, of the segment or position concerned.
   */
  readonly offset: number;
};

/** A message as read from an input, with the faults that were found in it. */
export type HL7Read = {
  /** The message. Null if MSH does not declare usable separators. */
  readonly message: HL7Message | null;
  readonly issues: readonly HL7Issue[];
  /** The byte range in the input, from "MSH" on, without the trailing line ends. */
  readonly start: number;
  readonly end: number;
};

/** A batch (from BHS to BTS) or a batch file (from FHS to FTS), with the faults of its header and trailer. */
export type HL7Batch = {
  readonly kind: "batch" | "file";
  /** The control ID of the batch (BHS-11) or file (FHS-11). Null if there is none. */
  readonly control: string | null;
  /** The number of messages that the batch contains, or of batches that the file contains. */
  readonly received: number;
  /** The count in the trailer (BTS-1 or FTS-1) as text. Null if it is empty or missing. */
  readonly announced: string | null;
  readonly issues: readonly HL7Issue[];
  readonly start: number;
  readonly end: number;
};
