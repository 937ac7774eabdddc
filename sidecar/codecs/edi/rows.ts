import type { CompiledElement, CompiledItem, CompiledLoop, CompiledSegment, ElementType } from "./model.ts";

/** Returns the rows of a schema table, without empty ones. */
export function rows(table: string): string[] {
  return table.split("\n").filter((row) => row.trim() !== "");
}

/** Returns the words of a row. */
export function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

/** Creates a simple element from its type and its lengths as "minimum/maximum". */
export function simpleElement(number: string, type: ElementType, lengths: string): CompiledElement {
  const [min, max] = lengths.split("/").map(Number);
  return { number, type, min: min ?? 1, max: max ?? 1, mandatory: false, components: null, codes: null };
}

/** Returns the element to which a row refers, such as "373" or "373M" (mandatory). Throws an error if the tables do not contain it. */
export function elementOf(
  reference: string,
  known: ReadonlyMap<string, CompiledElement>,
  where: string,
): CompiledElement {
  const mandatory = reference.endsWith("M");
  const element = known.get(mandatory ? reference.slice(0, -1) : reference);
  if (element === undefined) throw new Error(`${where}: data element ${reference} is not in the tables.`);
  return mandatory ? { ...element, mandatory } : element;
}

export function emptyLoop(id: string): CompiledLoop {
  return { id, items: [], places: new Map(), mandatory: [] };
}

/** Adds an item to a loop. */
export function addItem(loop: CompiledLoop, item: CompiledItem): void {
  const index = loop.items.push(item) - 1;
  const { id } = item.segment;
  loop.places.set(id, [...(loop.places.get(id) ?? []), index]);
  if (item.mandatory) loop.mandatory.push(index);
}

/** A row of the table of a transaction set or message. Inner rows have a larger indent. */
export type StructureRow = {
  indent: number;
  /** The ID of the loop that begins with the segment, or null if the row is a segment. */
  loop: string | null;
  segment: string;
  mandatory: boolean;
  most: number;
  /** False for rows of other releases. They are skipped, including the rows of their loops. */
  taken: boolean;
};

/** Compiles the rows of a structure to the tree of its loops. Throws an error if a row contains an unknown segment. */
export function compileStructure(
  code: string,
  structure: readonly StructureRow[],
  segments: ReadonlyMap<string, CompiledSegment>,
): CompiledLoop {
  const root = emptyLoop(code);
  const open: { indent: number; loop: CompiledLoop | null }[] = [{ indent: -1, loop: root }];
  for (const row of structure) {
    while ((open.at(-1)?.indent ?? -1) >= row.indent) open.pop();
    const parent = open.at(-1)?.loop ?? null;
    const taken = parent !== null && row.taken;
    const loop = row.loop !== null && taken ? emptyLoop(row.loop) : null;
    if (row.loop !== null) open.push({ indent: row.indent, loop });
    if (!taken) continue;
    const segment = segments.get(row.segment);
    if (segment === undefined) throw new Error(`${code}: segment ${row.segment} is not in the tables.`);
    addItem(parent, { segment, loop, mandatory: row.mandatory, most: row.most });
  }
  return root;
}
