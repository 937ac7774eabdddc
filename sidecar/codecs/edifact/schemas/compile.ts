import type { CompiledElement, CompiledSegment, ElementType } from "../../edi/model.ts";
import { elementOf, rows, type StructureRow, simpleElement, words } from "../../edi/rows.ts";
import { COMPOSITES } from "./composites.ts";
import { ELEMENTS } from "./elements.ts";
import { SEGMENTS } from "./segments.ts";

/** The supported directories. Their segments also describe messages of neighbouring releases. */
export type EdifactDirectory = "96A" | "01B";

const TYPES: Readonly<Record<string, ElementType>> = { an: "AN", a: "A", n: "D" };

/** Compiles the tables of a directory to definitions by segment tag. Throws an error if a row refers to an unknown element. */
export function compileSegments(directory: EdifactDirectory): Map<string, CompiledSegment> {
  const elements = compileElements(directory);
  const segments = new Map<string, CompiledSegment>();
  for (const [id = "", ...references] of rowsOf(SEGMENTS, directory)) {
    const all = references.flatMap((reference) => {
      const [name = "", times = "1"] = reference.split("*");
      return Array.from({ length: Number(times) }, () => elementOf(name, elements, id));
    });
    const lastMandatory = all.reduce((last, { mandatory }, index) => (mandatory ? index + 1 : last), 0);
    segments.set(id, { id, elements: all, conditions: [], lastMandatory });
  }
  return segments;
}

/** Returns the rows of the table of a message for a directory; a maximum such as "10/9999" is that of D96A and that of D01B. */
export function structureOf(table: string, directory: EdifactDirectory): StructureRow[] {
  let group = 0;
  /** The indent of a group of the other directory. Its rows are skipped. */
  let skipped = Number.POSITIVE_INFINITY;
  return rows(table).flatMap((row): StructureRow[] => {
    const [first = "", ...rest] = words(row);
    const isGroup = first === "group";
    const [segment = "", usage, most = "1", only] = isGroup ? rest : [first, ...rest];
    const [older = "1", newer = older] = most.split("/");
    const indent = row.length - row.trimStart().length;
    if (indent > skipped) return [];
    skipped = Number.POSITIVE_INFINITY;
    if (only !== undefined && only !== directory) {
      if (isGroup) skipped = indent;
      return [];
    }
    const place = {
      segment,
      mandatory: usage === "M",
      most: Number(directory === "96A" ? older : newer),
      taken: true,
    };
    if (!isGroup) return [{ ...place, indent, loop: null }];
    // A group contains its trigger segment once. It counts only if the directory has it, because groups are numbered in order.
    const loop = `SG${++group}`;
    const trigger = { segment, mandatory: true, most: 1, indent: indent + 1, loop: null, taken: true };
    return [{ ...place, indent, loop }, trigger];
  });
}

function compileElements(directory: EdifactDirectory): Map<string, CompiledElement> {
  const elements = new Map<string, CompiledElement>();
  for (const row of rows(ELEMENTS)) {
    const [number = "", formats = ""] = words(row);
    const [older = "", newer = older] = formats.split("|");
    const [, type = "an", upTo, length = "1"] =
      /^(an|a|n)(\.\.)?(\d+)$/.exec(directory === "96A" ? older : newer) ?? [];
    const lengths = `${upTo === undefined ? length : 1}/${length}`;
    elements.set(number, simpleElement(number, TYPES[type] ?? "AN", lengths));
  }
  for (const [number = "", ...references] of rowsOf(COMPOSITES, directory)) {
    const components = references.map((reference) => elementOf(reference, elements, number));
    elements.set(number, { ...simpleElement(number, "AN", "1/9999"), components });
  }
  return elements;
}

/** Returns the words of the rows that apply to a directory. A row for one directory follows the row that it replaces. */
function rowsOf(table: string, directory: EdifactDirectory): string[][] {
  return rows(table).flatMap((row) => {
    const [first = "", ...rest] = words(row);
    if (!first.startsWith("@")) return [[first, ...rest]];
    return first === `@${directory}` ? [rest] : [];
  });
}
