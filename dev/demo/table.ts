import { stripVTControlCharacters } from "node:util";

/** Colours a cell once its place is known; `text` is already padded. */
export type Paint = (text: string, row: readonly string[], column: number) => string;

const GAP = "  ";
/** A last column narrower than this is not wrapped. */
const NARROWEST = 24;

/**
 * Returns a table as lines of text: columns as wide as their widest cell, the last one wrapped at `width`. A cell may have
 * several lines. The first line contains the headings, the second underlines them.
 */
export function tableLines(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
  paint: Paint = (text) => text,
): string[] {
  const last = headings.length - 1;
  const widths = headings.map((heading, column) =>
    columnWidth([heading, ...rows.map((row) => row[column] ?? "")]),
  );
  const taken = widths.slice(0, last).reduce((sum, each) => sum + each + GAP.length, 0);
  widths[last] = Math.min(widths[last] ?? 0, Math.max(NARROWEST, width - taken));
  const ruler = widths.map((each) => "─".repeat(each));
  return [
    ...rowLines(headings, widths),
    ruler.join(GAP),
    ...rows.flatMap((row) => rowLines(row, widths, (text, column) => paint(text, row, column))),
  ];
}

function columnWidth(cells: readonly string[]): number {
  return Math.max(...cells.flatMap((cell) => cell.split("\n").map((line) => line.length)));
}

function rowLines(
  row: readonly string[],
  widths: readonly number[],
  paint: (text: string, column: number) => string = (text) => text,
): string[] {
  const cells = row.map((cell, column) => wrap(cell, widths[column] ?? 0));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, index) =>
    trimmed(
      cells.map((lines, column) => paint((lines[index] ?? "").padEnd(widths[column] ?? 0), column)).join(GAP),
    ),
  );
}

/** Trailing spaces are removed, unless a colour ends after them. */
function trimmed(line: string): string {
  return stripVTControlCharacters(line) === line ? line.trimEnd() : line;
}

/** Breaks a text between words into lines of at most `width`; a longer word gets its own line. */
export function wrap(text: string, width: number): string[] {
  return text.split("\n").flatMap((paragraph) => {
    const lines: string[] = [];
    for (const word of paragraph.split(" ")) {
      const current = lines.at(-1);
      if (current !== undefined && current.length + 1 + word.length <= width)
        lines[lines.length - 1] = `${current} ${word}`;
      else lines.push(word);
    }
    return lines;
  });
}
