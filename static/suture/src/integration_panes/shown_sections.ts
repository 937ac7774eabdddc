import type { PaneSection } from "./pane_types.ts";

type Row = { flag: boolean; to?: string };

/** Documents with up to this many lines are shown completely. */
const linesShownAtOnce = 3;

/** Reports whether some lines are hidden at first. */
export function isLong(sections: PaneSection<Row>[]): boolean {
  return linesOf(sections).length > linesShownAtOnce;
}

/** Returns the numbers of the lines that are flagged or about to change. */
export function linesInQuestion(sections: PaneSection<Row>[]): string[] {
  return linesOf(sections)
    .filter(({ flag, rows }) => flag || rows.some(({ to }) => to !== undefined))
    .map(({ line }) => line);
}

/** Returns the document as a whole and the flagged lines; the first lines if none is flagged. */
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
