import type { Term } from "../../terms/term.ts";
import { RECOMMENDED } from "./separators.ts";
import type { Piece } from "./split.ts";
import { say } from "./terms.ts";
import type { HL7Batch, HL7Issue } from "./types.ts";

type Kind = HL7Batch["kind"];
type Open = { readonly kind: Kind; readonly start: number; readonly header: string | null; received: number };

const SEGMENTS = {
  batch: { header: "BHS", trailer: "BTS" },
  file: { header: "FHS", trailer: "FTS" },
} as const;
const CONTROL_FIELD = 11;

/**
 * Returns the batches and batch files of an input. A missing header or trailer, or a count in the trailer that differs from the
 * number received, becomes an issue of the batch (v2.8.2 §2.10.3); the messages are read nevertheless. `lineOf` returns the text
 * of a piece.
 */
export function readBatches(pieces: readonly Piece[], lineOf: (piece: Piece) => string): HL7Batch[] {
  const closed: HL7Batch[] = [];
  const open: Partial<Record<Kind, Open>> = {};
  let lastEnd = 0;
  const begin = (kind: Kind, start: number, header: string | null): Open => {
    const opened = { kind, start, header, received: 0 };
    open[kind] = opened;
    if (kind === "batch" && open.file) open.file.received++;
    return opened;
  };
  const close = (kind: Kind, trailer: Piece | null) => {
    const closing = open[kind] ?? (trailer ? begin(kind, trailer.start, null) : null);
    delete open[kind];
    if (closing) closed.push(closedBatch(closing, trailer && { ...trailer, line: lineOf(trailer) }, lastEnd));
  };
  for (const piece of pieces) {
    if (piece.id === "FHS" || piece.id === "FTS" || piece.id === "BHS") if (open.batch) close("batch", null);
    if (piece.id === "FHS" && open.file) close("file", null);
    lastEnd = piece.end;
    if (piece.id === "MSH") {
      if (open.batch) open.batch.received++;
    } else if (piece.id === "BHS") begin("batch", piece.start, lineOf(piece));
    else if (piece.id === "FHS") begin("file", piece.start, lineOf(piece));
    else close(piece.id === "BTS" ? "batch" : "file", piece);
  }
  close("batch", null);
  close("file", null);
  return closed;
}

function closedBatch(
  { kind, start, header, received }: Open,
  trailer: (Piece & { readonly line: string }) | null,
  lastEnd: number,
): HL7Batch {
  const issues: HL7Issue[] = [];
  const names = SEGMENTS[kind];
  const note = (code: string, message: Term, segment: string, offset: number) =>
    issues.push({ severity: "error", code, ack: "100", message, segment, offset });
  const announced = trailer ? field(trailer.line, 1) : null;
  if (header === null) note("header-missing", say(`${kind}-header-missing`), names.trailer, start);
  if (trailer === null) note("trailer-missing", say(`${kind}-trailer-missing`), names.header, lastEnd);
  if (header !== null && trailer && announced !== null && !isCount(announced, received, kind)) {
    const text = say(`${kind}-count-mismatch`, { count: received });
    note("count-mismatch", text, names.trailer, trailer.start);
  }
  const control = header === null ? null : field(header, CONTROL_FIELD - 1);
  return { kind, control, received, announced, issues, start, end: trailer?.end ?? lastEnd };
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
