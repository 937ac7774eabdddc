import type { DecodedDocument } from "../format.ts";
import {
  limited,
  type Shown,
  type SourceRow,
  type SourceSection,
  type SourceView,
  shownOf,
  WITHHELD,
} from "../source-view.ts";

const findingFields: Readonly<Record<string, readonly string[]>> = {
  amount: ["amount"],
  total: ["total"],
  currency: ["currency"],
  quantity: ["quantity"],
  unit: ["unit"],
  price: ["price"],
  date: ["date"],
  tax: ["tax"],
  department: ["department"],
  payer: ["payer"],
};
const DEEPEST = 8;

/**
 * Returns the content of a JSON message for display: one row for each value with its path, and a section for each entry of
 * `lines`. Values that the document does not contain are withheld. Returns an empty view if the message is not JSON.
 */
export function describeJson(bytes: Uint8Array, decoded: DecodedDocument): SourceView {
  const content = jsonOf(bytes);
  if (content === undefined) return [];
  const shown = shownOf("document" in decoded ? decoded.document : null);
  const head: SourceRow[] = [];
  const lines: SourceSection[] = [];
  const take = (value: unknown, path: readonly string[]): void => {
    if (path.length > DEEPEST) return;
    if (typeof value !== "object" || value === null) head.push(rowOf(path, value, shown));
    else if (Array.isArray(value) && path.at(-1) === "lines")
      lines.push(...value.map((line, index) => lineOf(line, index, shown)));
    else for (const [name, inner] of Object.entries(value)) take(inner, [...path, name]);
  };
  take(content, []);
  return limited([{ title: "JSON", rows: head }, ...lines]);
}

function lineOf(line: unknown, index: number, shown: Shown): SourceSection {
  const rows: SourceRow[] = [];
  const take = (value: unknown, path: readonly string[]): void => {
    if (path.length > DEEPEST) return;
    if (typeof value !== "object" || value === null) rows.push(rowOf(path, value, shown));
    else for (const [name, inner] of Object.entries(value)) take(inner, [...path, name]);
  };
  take(line, []);
  const id = typeof line === "object" && line !== null && "id" in line ? shown(String(line.id)) : WITHHELD;
  const number = id === WITHHELD ? String(index + 1) : id;
  return { title: `lines.${number}`, line: number, rows };
}

function rowOf(path: readonly string[], value: unknown, shown: Shown): SourceRow {
  const label = path.map(word).join(".");
  const known = fieldsOf(path);
  const text = value === null ? "" : shown(String(value));
  return { label, value: text, ...(known ? { fields: known } : {}) };
}

/** Returns the names by which findings refer to the value at this path. */
export const fieldsOf = (path: readonly string[]): readonly string[] | undefined =>
  path.map((name) => findingFields[name]).find((fields) => fields !== undefined);

/** Returns the name of a member, or `WITHHELD` if it does not look like a name, because it could contain a value. */
export function word(name: string): string {
  return /^[A-Za-z]{1,24}$|^\d{1,3}$/.test(name) ? name : WITHHELD;
}

export function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
