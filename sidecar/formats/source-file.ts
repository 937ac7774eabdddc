import type { Term } from "../terms/term.ts";
import { type Shown, WITHHELD } from "./source-view.ts";

/** One value of a line of a file. */
export type SourcePart = {
  /** The value, or `WITHHELD`. */
  readonly text: string;
  /** The position of the value, such as "PO102". Absent for punctuation. */
  readonly at?: string;
  readonly name?: Term;
  /** The names by which findings refer to the value, such as "price". */
  readonly fields?: readonly string[];
  /** Whether the value differs from that of the other message. */
  readonly differs?: true;
};

/** One line of a file, such as a segment. */
export type SourceLine = {
  /** How far the line is indented: envelopes, loops and objects indent what they contain. */
  readonly depth: number;
  readonly parts: readonly SourcePart[];
  /** The position of the segment in its transaction set, counted from 1. */
  readonly position?: number;
  /** The number of the document's line to which the segment belongs. */
  readonly line?: string;
  /** Whether the line belongs to the document, and not to the envelope or to other documents. */
  readonly own?: true;
  /** The number of lines that are left out after this one, because they belong to another document. */
  readonly skipped?: number;
  /** In a comparison: the message that contains the line, if it is only one of the two. */
  readonly side?: "earlier" | "later";
};

/** A line with its values as they are in the file, by which two files are compared. They are never shown. */
export type FileLine = SourceLine & { readonly raw: readonly string[] };

/** The lines of a file, with what stands between the values of a line. */
export type FileLines = { readonly separator: string; readonly lines: readonly FileLine[] };

/** The range of a document in the bytes of its message. */
export type OwnRange = { readonly start: number; readonly end: number };

/** A function of a format that returns the lines of a message for display. `own` is the range of the document, or null. */
export type LinesOf = (bytes: Uint8Array, shown: Shown, own: OwnRange | null) => FileLines;

/**
 * A file as people see it: with the document that it is about ("file"), compared with the earlier message of the same control
 * number ("comparison"), or the first bytes of what could not be read ("unreadable"). `notes` explain it. `more` is the number of
 * lines that are left out at the end.
 */
export type SourceFile = {
  readonly kind: "file" | "comparison" | "unreadable";
  readonly name?: string;
  readonly notes?: readonly Term[];
  readonly separator: string;
  readonly lines: readonly SourceLine[];
  readonly more?: number;
};

const MOST_LINES = 500;

/** Returns the lines of a file for people, at most 500. The document's own lines come before others if not all fit. */
export function sourceFile(
  kind: SourceFile["kind"],
  { separator, lines }: FileLines,
  more: Pick<SourceFile, "name" | "notes"> = {},
): SourceFile {
  const first = Math.max(
    0,
    lines.findIndex(({ own, side }) => own === true || side !== undefined),
  );
  const from = first < MOST_LINES ? 0 : first;
  const shown = lines.slice(from, from + MOST_LINES);
  const left = lines.length - shown.length;
  return {
    kind,
    ...more,
    separator,
    lines: shown.map(({ raw: _, ...line }) => line),
    ...(left > 0 && { more: left }),
  };
}

/** The maximum number of lines of each of two files that are compared. */
const MOST_COMPARED = 1000;

/** Compares two files line by line. Lines in only one of them have a `side`, and their different values are marked. */
export function comparedLines(earlier: FileLines, later: FileLines): FileLines {
  const old = earlier.lines.slice(0, MOST_COMPARED);
  const now = later.lines.slice(0, MOST_COMPARED);
  const lengths = commonLengths(old, now);
  const width = now.length + 1;
  const lines: FileLine[] = [];
  let from = 0;
  let to = 0;
  while (from < old.length || to < now.length) {
    const [one, other] = [old[from], now[to]];
    if (one && other && keyOf(one) === keyOf(other)) {
      lines.push(other);
      from++;
      to++;
    } else if (
      one &&
      (!other || (lengths[(from + 1) * width + to] ?? 0) >= (lengths[from * width + to + 1] ?? 0))
    ) {
      lines.push({ ...one, side: "earlier" });
      from++;
    } else if (other) {
      lines.push({ ...other, side: "later" });
      to++;
    }
  }
  return { separator: later.separator, lines: withDifferences(lines) };
}

const keyOf = ({ raw }: FileLine): string => raw.join("\u0000");

/** Returns the lengths of the longest common subsequences of the rests of two lists, as a table of rows. */
function commonLengths(old: readonly FileLine[], now: readonly FileLine[]): Uint16Array {
  const width = now.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  const keys = now.map(keyOf);
  for (let from = old.length - 1; from >= 0; from--) {
    const key = keyOf(old[from] as FileLine);
    for (let to = now.length - 1; to >= 0; to--)
      lengths[from * width + to] =
        keys[to] === key
          ? (lengths[(from + 1) * width + to + 1] ?? 0) + 1
          : Math.max(lengths[(from + 1) * width + to] ?? 0, lengths[from * width + to + 1] ?? 0);
  }
  return lengths;
}

/** Marks the values that differ between a removed line and the added line of the same kind that takes its place. */
function withDifferences(lines: readonly FileLine[]): FileLine[] {
  const marked = [...lines];
  const open: number[] = [];
  lines.forEach((line, index) => {
    if (line.side === undefined) open.length = 0;
    else if (line.side === "earlier") open.push(index);
    else {
      const at = open.findIndex((one) => lines[one]?.raw[0] === line.raw[0]);
      const [other] = at === -1 ? [] : open.splice(at, 1);
      if (other === undefined) return;
      marked[other] = differing(lines[other] as FileLine, line);
      marked[index] = differing(line, lines[other] as FileLine);
    }
  });
  return marked;
}

function differing(line: FileLine, other: FileLine): FileLine {
  const parts = line.parts.map((part, index) =>
    line.raw[index] === other.raw[index] ? part : { ...part, differs: true as const },
  );
  return { ...line, parts };
}

/** Returns a value for display: withheld unless it may be shown, and without control characters. */
export const printable = (value: string): string =>
  value === WITHHELD ? value : value.replaceAll(/\p{Cc}/gu, "\u00b7");
