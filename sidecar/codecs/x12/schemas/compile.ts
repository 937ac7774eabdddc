import { codesOf } from "./code-lists.ts";
import { COMPOSITES, ELEMENTS } from "./elements.ts";
import type {
  CompiledCondition,
  CompiledElement,
  CompiledItem,
  CompiledLoop,
  CompiledSegment,
  X12Release,
} from "./model.ts";
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
  const root: CompiledLoop = { id: code, items: [], places: new Map(), mandatory: [] };
  const open: { indent: number; loop: CompiledLoop | null }[] = [{ indent: -1, loop: root }];
  for (const row of rows(table)) {
    const indent = row.length - row.trimStart().length;
    while ((open.at(-1)?.indent ?? -1) >= indent) open.pop();
    const parent = open.at(-1)?.loop ?? null;
    const [first, ...rest] = words(row);
    const isLoop = first === "loop";
    const [id = "", usage, most, only] = isLoop ? rest : [first, ...rest];
    // Rows of other releases are skipped, including the rows of their loops.
    const taken = parent !== null && (only === undefined || only === release);
    const loop = isLoop && taken ? { id, items: [], places: new Map(), mandatory: [] } : null;
    if (isLoop) open.push({ indent, loop });
    if (!taken) continue;
    const segment = segments.get(id);
    if (segment === undefined)
      throw new Error(`Transaction set ${code}: segment ${id} is not in the tables.`);
    place(parent, { segment, loop, mandatory: usage === "M", most: most === ">1" ? Infinity : Number(most) });
  }
  return root;
}

function place(parent: CompiledLoop, item: CompiledItem): void {
  const index = parent.items.push(item) - 1;
  const { id } = item.segment;
  parent.places.set(id, [...(parent.places.get(id) ?? []), index]);
  if (item.mandatory) parent.mandatory.push(index);
}

function compileElements(release: X12Release): Map<string, CompiledElement> {
  const elements = new Map<string, CompiledElement>();
  for (const row of rows(ELEMENTS)) {
    const [older = "", newer] = row.split("|");
    const [number = "", ...plain] = words(older);
    const [type = "", lengths = ""] = release === "5010" && newer !== undefined ? words(newer) : plain;
    elements.set(number, { ...simpleElement(number, type, lengths), codes: codesOf(number, release) });
  }
  for (const row of rows(COMPOSITES)) {
    const [number = "", ...references] = words(row);
    const components = references.map((reference) => resolve(reference, elements, number));
    elements.set(number, { ...simpleElement(number, "AN", "1/9999"), components });
  }
  elements.set("any", simpleElement("any", "AN", "1/9999"));
  return elements;
}

function simpleElement(number: string, type: string, lengths: string): CompiledElement {
  const [min, max] = lengths.split("/").map(Number);
  return {
    number,
    type: type.startsWith("N") ? "N" : (type as CompiledElement["type"]),
    min: min ?? 1,
    max: max ?? 1,
    mandatory: false,
    components: null,
    codes: null,
  };
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
        elements.push(resolve(name, known, id));
        continue;
      }
      elements.push(resolve("235", known, id), resolve("234", known, id));
      conditions.push(pairCondition(elements.length - 1));
    }
  }
  const mandatory = elements.map((element, index) => (element.mandatory ? index + 1 : 0));
  return { id, elements, conditions, lastMandatory: Math.max(0, ...mandatory) };
}

function resolve(
  reference: string,
  known: ReadonlyMap<string, CompiledElement>,
  where: string,
): CompiledElement {
  const mandatory = reference.endsWith("M");
  const element = known.get(mandatory ? reference.slice(0, -1) : reference);
  if (element === undefined) throw new Error(`${where}: data element ${reference} is not in the tables.`);
  return mandatory ? { ...element, mandatory } : element;
}

function compileCondition(note: string): CompiledCondition {
  const positions = (note.slice(1).match(/\d\d/g) ?? []).map(Number);
  return condition(note.slice(0, 1) as CompiledCondition["kind"], positions);
}

function pairCondition(first: number): CompiledCondition {
  return condition("P", [first, first + 1]);
}

function condition(kind: CompiledCondition["kind"], positions: number[]): CompiledCondition {
  const [first = 0, ...others] = positions;
  return { kind, positions, first: bit(first), others: others.reduce((mask, other) => mask | bit(other), 0) };
}

/** Returns the bit that stands for an element in a mask: bit n-1 for element n. No segment has more than 31 elements. */
function bit(position: number): number {
  return 1 << (position - 1);
}

function rows(table: string): string[] {
  return table.split("\n").filter((row) => row.trim() !== "");
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}
