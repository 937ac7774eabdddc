import type { Term } from "../../terms/term.ts";
import type { Piece } from "./region.ts";
import { RECOMMENDED } from "./separators.ts";
import { say } from "./terms.ts";
import type { HL7Batch, HL7Issue } from "./types.ts";

type Kind = HL7Batch["kind"];
type Open = {
  readonly kind: Kind;
  readonly start: number;
  /** The control ID in the header; undefined without a header. */
  readonly control: string | null | undefined;
  received: number;
};

const SEGMENTS = {
  batch: { header: "BHS", trailer: "BTS" },
  file: { header: "FHS", trailer: "FTS" },
} as const;
const CONTROL_FIELD = 11;

export type BatchReader = {
  /** Adds the next piece with its first line. */
  add(piece: Piece, line: string): void;
  end(): void;
};

/**
 * Creates a reader that reports the batches and batch files of an input when they are closed. A missing header or trailer, or a
 * count in the trailer that differs from the number received, becomes an issue of the batch (v2.8.2 §2.10.3); the messages are read
 * nevertheless.
 */
export function createBatchReader(onBatch: (batch: HL7Batch) => void): BatchReader {
  const open: Partial<Record<Kind, Open>> = {};
  let lastEnd = 0;
  const begin = (kind: Kind, start: number, control: Open["control"]): Open => {
    const opened = { kind, start, control, received: 0 };
    open[kind] = opened;
    if (kind === "batch" && open.file) open.file.received++;
    return opened;
  };
  const close = (kind: Kind, trailer: Trailer | null) => {
    const closing = open[kind] ?? (trailer ? begin(kind, trailer.start, undefined) : null);
    delete open[kind];
    if (closing) onBatch(closedBatch(closing, trailer, lastEnd));
  };
  function add(piece: Piece, line: string): void {
    const { id, start, end } = piece;
    if (id === "FHS" || id === "FTS" || id === "BHS") if (open.batch) close("batch", null);
    if (id === "FHS" && open.file) close("file", null);
    lastEnd = end;
    if (id === "MSH") {
      if (open.batch) open.batch.received++;
    } else if (id === "BHS" || id === "FHS")
      begin(id === "BHS" ? "batch" : "file", start, field(line, CONTROL_FIELD - 1));
    else close(id === "BTS" ? "batch" : "file", { start, end, announced: field(line, 1) });
  }
  function end(): void {
    close("batch", null);
    close("file", null);
  }
  return { add, end };
}

type Trailer = { readonly start: number; readonly end: number; readonly announced: string | null };

function closedBatch(
  { kind, start, control, received }: Open,
  trailer: Trailer | null,
  lastEnd: number,
): HL7Batch {
  const issues: HL7Issue[] = [];
  const names = SEGMENTS[kind];
  const note = (code: string, message: Term, segment: string, offset: number) =>
    issues.push({ severity: "error", code, ack: "100", message, segment, offset });
  const announced = trailer?.announced ?? null;
  if (control === undefined) note("header-missing", say(`${kind}-header-missing`), names.trailer, start);
  if (trailer === null) note("trailer-missing", say(`${kind}-trailer-missing`), names.header, lastEnd);
  if (control !== undefined && trailer && announced !== null && !isCount(announced, received, kind)) {
    const text = say(`${kind}-count-mismatch`, { count: received });
    note("count-mismatch", text, names.trailer, trailer.start);
  }
  const end = trailer?.end ?? lastEnd;
  return { kind, control: control ?? null, received, announced, issues, start, end };
}

/**
 * Returns whether the count in a trailer matches the number received. A file without BHS contains one implicit batch (§2.10.3.1),
 * which some senders count.
 */
function isCount(announced: string, received: number, kind: Kind): boolean {
  const count = /^\d{1,9}$/.test(announced) ? Number(announced) : null;
  return count === received || (kind === "file" && received === 0 && count === 1);
}

/**
 * Returns the trimmed text between two field separators of a batch or file segment, or null if it is empty. In a trailer, `index`
 * is the number of the field. In a header, whose first separator is field 1 itself, it is one less.
 */
function field(line: string, index: number): string | null {
  return line.split(line[3] ?? RECOMMENDED.field)[index]?.trim() || null;
}
