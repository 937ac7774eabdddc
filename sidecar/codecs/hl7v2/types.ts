import type { Term } from "../../terms/term.ts";

/** The shapes of an HL7 version 2 message (HL7 v2.8.2 chapter 2). */

/** Which characters cut a message up, as its MSH-1 and MSH-2 say; null where MSH-2 leaves one out. */
export type HL7Separators = {
  readonly field: string;
  readonly component: string;
  readonly repetition: string | null;
  readonly escape: string | null;
  readonly subcomponent: string | null;
  /** Since version 2.7. */
  readonly truncation: string | null;
};

/** Subcomponents. Values are without escapes; `""` (two quotes) deletes, an empty text leaves unchanged. */
export type HL7Component = readonly string[];
export type HL7Repetition = readonly HL7Component[];
/** What is empty is an empty list at every level: an empty field has no repetitions. */
export type HL7Field = readonly HL7Repetition[];

export type HL7Segment = {
  readonly id: string;
  /** [0] is always empty, so fields[3] of a PID is PID-3. MSH-1 and MSH-2 stand as they are. */
  readonly fields: readonly HL7Field[];
};

/** Segments in the order in which they stand: a message, or a group of one. */
export type HL7Segments = { readonly segments: readonly HL7Segment[] };

export type HL7Message = HL7Segments & { readonly separators: HL7Separators };

/** A fault of the data: a value, never an exception. The text never holds a value of the message. */
export type HL7Issue = {
  /** "error": nothing may be made of the message. "warning": read, but its sender should mend it. */
  readonly severity: "error" | "warning";
  /** Our own stable kebab-case code, e.g. "segment-unrecognised". */
  readonly code: string;
  /** The code for an acknowledgement, HL7 table 0357. */
  readonly ack: string;
  readonly message: Term;
  readonly segment?: string;
  /** Which segment of the message it is; MSH counts as 1. */
  readonly sequence?: number;
  readonly field?: number;
  /** Byte offset in the input at which the message, or the envelope's segment, begins. */
  readonly offset: number;
};

/** A message as it was read. */
export type HL7Read = {
  /** Null when MSH does not say how to read it. */
  readonly message: HL7Message | null;
  readonly issues: readonly HL7Issue[];
  /** Byte range in the input, from "MSH" on and without the line ends behind it. */
  readonly start: number;
  readonly end: number;
};

/** A batch (BHS…BTS) or a file of batches (FHS…FTS) around messages. */
export type HL7Batch = {
  readonly kind: "batch" | "file";
  /** BHS-11 or FHS-11; null when there is none. */
  readonly control: string | null;
  /** Messages of a batch, batches of a file. */
  readonly received: number;
  /** BTS-1 or FTS-1 as it stands; null when it is empty or missing. */
  readonly announced: string | null;
  readonly issues: readonly HL7Issue[];
  readonly start: number;
  readonly end: number;
};
