import type { PaneRow, PaneSection } from "./pane_types.ts";

/**
 * A place of a pane beside the same place of the other panes: a section, or a gap if this document lacks what another has. A gap is
 * `missing` if the document has sections, but not this line.
 */
export type Place = { key: string; line: string; section: PaneSection | null; missing: boolean };

/**
 * Returns the places of each pane, in the same order and number for all. Sections with the same line number stand in the same place.
 * Lines that only some documents have, such as added and rejected ones, leave gaps in the others.
 */
export function aligned(panes: readonly (readonly PaneSection[])[]): Place[][] {
  const keyed = panes.map(withKeys);
  const keys = mergedKeys(keyed.map((sections) => [...sections.keys()]));
  return keyed.map((sections) =>
    keys.map((key) => {
      const line = key.startsWith(ALONE) ? "" : key;
      const section = sections.get(key) ?? null;
      return { key, line, section, missing: section === null && line !== "" && sections.size > 0 };
    }),
  );
}

/** The beginning of the keys of sections that have a place of their own. */
const ALONE = "#";

/**
 * Returns the sections by key. The key is the line, or empty for the document as a whole, which comes first. Any further section
 * without a line of its own, such as a record that a retry would create, has no counterpart in other panes.
 */
function withKeys(sections: readonly PaneSection[], pane: number): Map<string, PaneSection> {
  const keyed = new Map<string, PaneSection>();
  sections.forEach((section, index) => {
    const isAlone = keyed.has(section.line) || (section.line === "" && index > 0);
    keyed.set(isAlone ? `${ALONE}${pane}.${index}` : section.line, section);
  });
  return keyed;
}

/** Merges lists of keys. A key that is missing in earlier lists follows the key that precedes it in its own list. */
function mergedKeys(lists: readonly (readonly string[])[]): string[] {
  const merged: string[] = [];
  for (const list of lists) {
    let at = 0;
    for (const key of list) {
      const known = merged.indexOf(key);
      if (known < 0) merged.splice(at, 0, key);
      at = (known < 0 ? at : known) + 1;
    }
  }
  return merged;
}

/**
 * Returns the rows of each section so that the rows about the same field stand beside each other: first those that at least two
 * sections have, with `null` where a section lacks one, then the others.
 */
export function alignedRows(sections: readonly (PaneSection | null)[]): (PaneRow | null)[][] {
  const topics = sharedTopics(sections);
  return sections.map((section) => {
    if (section === null) return [];
    const left = new Set(section.rows);
    const beside = topics.map((topic) => {
      const row = bestAbout(topic, section, sections) ?? null;
      if (row) left.delete(row);
      return row;
    });
    return [...beside, ...section.rows.filter((row) => left.has(row))];
  });
}

/**
 * Returns the row of a section about a topic. If there are several, prefers one whose value another section states for the topic, such
 * as the order's number rather than the code of the answer to the order.
 */
function bestAbout(
  topic: string,
  own: PaneSection,
  all: readonly (PaneSection | null)[],
): PaneRow | undefined {
  const about = (section: PaneSection) => section.rows.filter((row) => topicOf(row) === topic);
  const others = all.flatMap((section) => (section && section !== own ? about(section) : []));
  const candidates = about(own);
  return candidates.find(({ value }) => others.some((other) => other.value === value)) ?? candidates[0];
}

/** Returns the topics that at least two sections have rows about, in the order of the last section that has them. */
function sharedTopics(sections: readonly (PaneSection | null)[]): string[] {
  const all = sections.map((section) => new Set((section?.rows ?? []).map(topicOf).filter(Boolean)));
  const order = [...new Set([...all].reverse().flatMap((topics) => [...topics]))];
  return order.filter((topic) => all.filter((topics) => topics.has(topic)).length > 1);
}

const topicOf = ({ fields: [first = ""] }: PaneRow): string => first;
