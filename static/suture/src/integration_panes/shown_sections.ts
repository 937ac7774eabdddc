import type { PaneSection } from "./pane_types.ts";

type Row = { flag: boolean; to?: string };

/** The maximum number of lines of a document that is shown completely. */
const linesShownAtOnce = 3;

/** Reports whether a document has too many lines to show all of them at first. */
export function isLong(sections: PaneSection<Row>[]): boolean {
  return linesOf(sections).length > linesShownAtOnce;
}

/** Returns the numbers of the lines that findings are about or that a retry would change. */
export function linesInQuestion(sections: PaneSection<Row>[]): string[] {
  return linesOf(sections)
    .filter(({ flag, rows }) => flag || rows.some(({ to }) => to !== undefined))
    .map(({ line }) => line);
}

/**
 * Returns the section of the document as a whole and the sections of the lines in `lines`. If `lines` is empty, returns the
 * sections of the first lines instead.
 */
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
