import type { CanonicalDocument } from "../documents/document.ts";
import type { Term } from "../terms/term.ts";

/** One value of a message: where it stands ("PO104"), and the words by which findings refer to it ("price"). */
export type SourceRow = {
  /** The code of the place in the message, or a term that names the place and its content. */
  readonly label: string | Term;
  readonly value: string;
  readonly fields?: readonly string[];
};

/** The message as a whole (no `line`), or what it says about one line of the document. */
export type SourceSection = {
  readonly title: string;
  readonly line?: string;
  readonly rows: readonly SourceRow[];
};

/**
 * What arrived, for a person to read: places and values in the order of the message. Values that the document does not hold
 * are withheld, so that nobody sees more of a message than of its document.
 */
export type SourceView = readonly SourceSection[];

/** Replaces a value that is withheld. */
export const WITHHELD = "•••";

const MOST_SECTIONS = 200;
const MOST_ROWS = 200;
const LONGEST_VALUE = 120;

/** Returns a value if it may be shown, else `WITHHELD`. */
export type Shown = (value: string) => string;

/** Returns a function that shows the values which the document holds; without a document, none. */
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
      // A unit of the sender's own is prefixed with the name of its format.
      if (name === "unit" && typeof inner === "string") held.add(inner.replace(/^[a-z0-9]+:/, ""));
    }
}

/** Returns the view, limited to what a person can read. */
export function limited(sections: readonly SourceSection[]): SourceView {
  return sections
    .filter(({ rows }) => rows.length > 0)
    .slice(0, MOST_SECTIONS)
    .map((section) => ({ ...section, rows: section.rows.slice(0, MOST_ROWS) }));
}
