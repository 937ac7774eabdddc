import type { PaneSection } from "./pane_types.ts";

type Row = { flag: boolean; to?: string };

/** A document of so few lines is shown whole. */
const linesShownAtOnce = 3;

/** Says whether a document has more lines than are shown at once. */
export function isLong(sections: PaneSection<Row>[]): boolean {
  return linesOf(sections).length > linesShownAtOnce;
}

/** The numbers of the lines that somebody should look at: in question, or about to change. */
export function linesInQuestion(sections: PaneSection<Row>[]): string[] {
  return linesOf(sections)
    .filter(({ flag, rows }) => flag || rows.some(({ to }) => to !== undefined))
    .map(({ line }) => line);
}

/** The document as a whole and the lines in question; the first lines when none is. */
export function shortened<Section extends PaneSection<Row>>(
  sections: Section[],
  lines: Set<string>,
): Section[] {
  return sections.filter(({ line }, index) =>
    lines.size > 0 ? line === "" || lines.has(line) : index <= linesShownAtOnce,
  );
}

function linesOf(sections: PaneSection<Row>[]): PaneSection<Row>[] {
  return sections.filter(({ line }) => line !== "");
}
