import { compileCondition, condition } from "../../edi/conditions.ts";
import type { CompiledElement, CompiledLoop, CompiledSegment, ElementType } from "../../edi/model.ts";
import {
  compileStructure,
  elementOf,
  rows,
  type StructureRow,
  simpleElement,
  words,
} from "../../edi/rows.ts";
import { codesOf } from "./code-lists.ts";
import { COMPOSITES, ELEMENTS } from "./elements.ts";
import type { X12Release } from "./model.ts";
import { FOREIGN_SEGMENTS, SEGMENTS } from "./segments.ts";

/** The IDs of the segments that the standard contains but none of the compiled transaction sets uses. */
export const foreignSegments: ReadonlySet<string> = new Set(words(FOREIGN_SEGMENTS));

/**
 * Compiles the tables of segments and elements of a release to definitions by segment ID. Throws an error if a row refers to an
 * unknown element.
 */
export function compileSegments(release: X12Release): Map<string, CompiledSegment> {
  const elements = compileElements(release);
  const segments = new Map<string, CompiledSegment>();
  for (const row of rows(SEGMENTS)) {
    const special = row.startsWith("@");
    if (special && !row.startsWith(`@${release} `)) continue;
    const [id, ...references] = words((row.split(";")[0] ?? "").replace(/^@\d+ /, ""));
    const conditions = words(row.split(";")[1] ?? "");
    if (id !== undefined) segments.set(id, compileSegment(id, references, conditions, elements));
  }
  return segments;
}

/**
 * Compiles the table of a transaction set to the tree of its loops in a release. Throws an error if a row contains an unknown
 * segment.
 */
export function compileTransaction(
  code: string,
  table: string,
  release: X12Release,
  segments: ReadonlyMap<string, CompiledSegment>,
): CompiledLoop {
  return compileStructure(
    code,
    rows(table).map((row) => structureRow(row, release)),
    segments,
  );
}

function structureRow(row: string, release: X12Release): StructureRow {
  const [first, ...rest] = words(row);
  const isLoop = first === "loop";
  const [id = "", usage, most, only] = isLoop ? rest : [first, ...rest];
  return {
    indent: row.length - row.trimStart().length,
    loop: isLoop ? id : null,
    segment: id,
    mandatory: usage === "M",
    most: most === ">1" ? Number.POSITIVE_INFINITY : Number(most),
    taken: only === undefined || only === release,
  };
}

function compileElements(release: X12Release): Map<string, CompiledElement> {
  const elements = new Map<string, CompiledElement>();
  for (const row of rows(ELEMENTS)) {
    const [older = "", newer] = row.split("|");
    const [number = "", ...plain] = words(older);
    const [type = "", lengths = ""] = release === "5010" && newer !== undefined ? words(newer) : plain;
    elements.set(number, { ...x12Element(number, type, lengths), codes: codesOf(number, release) });
  }
  for (const row of rows(COMPOSITES)) {
    const [number = "", ...references] = words(row);
    const components = references.map((reference) => elementOf(reference, elements, number));
    elements.set(number, { ...x12Element(number, "AN", "1/9999"), components });
  }
  elements.set("any", x12Element("any", "AN", "1/9999"));
  return elements;
}

function x12Element(number: string, type: string, lengths: string): CompiledElement {
  return simpleElement(number, type.startsWith("N") ? "N" : (type as ElementType), lengths);
}

function compileSegment(
  id: string,
  references: string[],
  notes: string[],
  known: ReadonlyMap<string, CompiledElement>,
): CompiledSegment {
  const elements: CompiledElement[] = [];
  const conditions = notes.map(compileCondition);
  for (const reference of references) {
    const [name = "", times] = reference.split("*");
    for (let turn = 0; turn < Number(times ?? 1); turn++) {
      if (name !== "pairs") {
        elements.push(elementOf(name, known, id));
        continue;
      }
      elements.push(elementOf("235", known, id), elementOf("234", known, id));
      conditions.push(condition("P", [elements.length - 1, elements.length]));
    }
  }
  const mandatory = elements.map((element, index) => (element.mandatory ? index + 1 : 0));
  return { id, elements, conditions, lastMandatory: Math.max(0, ...mandatory) };
}
