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
import { BLOCKS } from "./blocks.ts";
import { codesOf } from "./code-lists.ts";
import { COMPOSITES, ELEMENTS } from "./elements.ts";
import type { X12Release } from "./model.ts";
import { FOREIGN_SEGMENTS } from "./segments/foreign.ts";
import { HEALTH_CARE_SEGMENTS } from "./segments/health-care.ts";
import { ORDER_SEGMENTS } from "./segments/orders.ts";
import { PAYMENT_SEGMENTS } from "./segments/payments.ts";
import { SHIPPING_SEGMENTS } from "./segments/shipping.ts";
import { TRADE_SEGMENTS } from "./segments/trade.ts";
import { WAREHOUSE_SEGMENTS } from "./segments/warehouse.ts";

const SEGMENTS = [
  ORDER_SEGMENTS,
  SHIPPING_SEGMENTS,
  PAYMENT_SEGMENTS,
  TRADE_SEGMENTS,
  WAREHOUSE_SEGMENTS,
  HEALTH_CARE_SEGMENTS,
].join("");

/** How many elements a segment marked as "open" may have. No segment of the standard has more. */
const MOST_OPEN = 40;

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
 * segment or block.
 */
export function compileTransaction(
  code: string,
  table: string,
  release: X12Release,
  segments: ReadonlyMap<string, CompiledSegment>,
): CompiledLoop {
  return compileStructure(
    code,
    expanded(rows(table), release, code).map((row) => structureRow(row, release)),
    segments,
  );
}

/** Replaces rows such as "use address" with the rows of the block, at the same indentation. A block may use other blocks. */
function expanded(table: readonly string[], release: X12Release, code: string): string[] {
  return table.flatMap((row) => {
    const [first, name = "", only] = words(row);
    if (first !== "use") return [row];
    const block = BLOCKS[name];
    if (block === undefined) throw new Error(`${code}: block ${name} is not in the tables.`);
    if (only !== undefined && only !== release) return [];
    const indent = " ".repeat(row.length - row.trimStart().length);
    return expanded(rows(block), release, code).map((inner) => `${indent}${inner}`);
  });
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
    const [older = "", newer] = row.split("|");
    const [number = "", ...plain] = words(older);
    const references = release === "5010" && newer !== undefined ? words(newer) : plain;
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
    const [name = "", times] = reference === "open" ? ["any", MOST_OPEN] : reference.split("*");
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
