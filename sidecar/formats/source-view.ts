import type { CanonicalDocument } from "../documents/document.ts";
import type { Term } from "../terms/term.ts";

/**
 * One value of a message for display. `fields` lists the names by which findings refer to the value (`MappingFinding.field`),
 * such as "price".
 */
export type SourceRow = {
  /** The position of the value, such as "PO104", or a term with the position and the name of the element. */
  readonly label: string | Term;
  readonly value: string;
  readonly fields?: readonly string[];
};

/** The rows of one line of the document, identified by `line`. If `line` is absent, the rows concern the document as a whole. */
export type SourceSection = {
  readonly title: string;
  readonly line?: string;
  readonly rows: readonly SourceRow[];
};

/**
 * A received document in human-readable form: positions and values in message order. Values that are not in the canonical
 * document are withheld, so that the view discloses nothing beyond the document.
 */
export type SourceView = readonly SourceSection[];

/** The placeholder for a withheld value. */
export const WITHHELD = "•••";

const MOST_SECTIONS = 200;
const MOST_ROWS = 200;
const LONGEST_VALUE = 120;

/** A function that returns a value if it may be displayed, otherwise `WITHHELD`. */
export type Shown = (value: string) => string;

/**
 * Creates a function that returns a value, truncated to 120 characters, if the document contains it, and otherwise `WITHHELD`. If
 * `document` is null, the function withholds every value.
 */
export function shownOf(document: CanonicalDocument | null): Shown {
  const held = new Set<string>();
  if (document) gather(document, held);
  return (value) => (held.has(value) ? value.slice(0, LONGEST_VALUE) : WITHHELD);
}

function gather(value: unknown, held: Set<string>): void {
  if (typeof value === "string") held.add(value);
  else if (typeof value === "number") held.add(String(value));
  else if (typeof value === "object" && value !== null)
    for (const [name, inner] of Object.entries(value)) {
      gather(inner, held);
      // In documents, a sender's own unit is prefixed with the name of the format.
      if (name === "unit" && typeof inner === "string") held.add(inner.replace(/^[a-z0-9]+:/, ""));
    }
}

/** Returns a view with at most 200 sections of at most 200 rows each, without empty sections. */
export function limited(sections: readonly SourceSection[]): SourceView {
  return sections
    .filter(({ rows }) => rows.length > 0)
    .slice(0, MOST_SECTIONS)
    .map((section) => ({ ...section, rows: section.rows.slice(0, MOST_ROWS) }));
}
