import { stripVTControlCharacters } from "node:util";

/** A function that adds a colour to a cell. `text` is already padded to the width of the column. */
export type Paint = (text: string, row: readonly string[], column: number) => string;

const GAP = "  ";
/** The minimum width to which the last column is wrapped, even if the table is then wider than requested. */
const NARROWEST = 24;

/**
 * Returns a table as lines of text. Each column is as wide as its widest cell; the last column is wrapped so that the table fits
 * into `width`. A cell may have several lines. The first line contains the headings, the second underlines them.
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

/** Removes trailing spaces from a line. A line with colours is not changed, because a colour may end after the spaces. */
function trimmed(line: string): string {
  return stripVTControlCharacters(line) === line ? line.trimEnd() : line;
}

/** Breaks a text between words into lines of at most `width` characters. A longer word gets a line of its own. */
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
