import { type FileLine, type FileLines, printable, type SourcePart } from "../source-file.ts";
import type { Shown } from "../source-view.ts";
import { fieldsOf, jsonOf, word } from "./json-source-view.ts";

const DEEPEST = 12;
const MOST = 2000;

/** Returns a JSON message as indented lines. Values that `shown` does not permit are withheld. */
export function jsonLines(bytes: Uint8Array, shown: Shown): FileLines {
  const lines: FileLine[] = [];
  const content = jsonOf(bytes);
  if (content !== undefined) add(lines, content, { path: [], before: "", after: "", shown });
  return { separator: "", lines };
}

type Place = {
  readonly path: readonly string[];
  /** The name of the member, and the comma after it. */
  readonly before: string;
  readonly after: string;
  readonly shown: Shown;
};

function add(lines: FileLine[], value: unknown, { path, before, after, shown }: Place): void {
  if (lines.length >= MOST) return;
  const line = (parts: readonly SourcePart[], raw: readonly string[], depth = path.length) =>
    void lines.push({ depth, parts, raw, own: true });
  if (typeof value !== "object" || value === null || path.length >= DEEPEST) {
    const fields = fieldsOf(path);
    const text = typeof value === "string" ? `"${printable(shown(value))}"` : valueText(value, shown);
    const part = { text, at: path.map(word).join("."), ...(fields && { fields }) };
    line([{ text: before }, part, { text: after }], [before, JSON.stringify(value), after]);
    return;
  }
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const members = Object.entries(value);
  line([{ text: `${before}${open}` }], [before, open]);
  members.forEach(([name, inner], index) => {
    const named = Array.isArray(value) ? "" : `"${word(name)}": `;
    const comma = index < members.length - 1 ? "," : "";
    add(lines, inner, { path: [...path, name], before: named, after: comma, shown });
  });
  line([{ text: `${close}${after}` }], [close, after]);
}

const valueText = (value: unknown, shown: Shown): string =>
  typeof value === "number"
    ? shown(String(value))
    : typeof value === "object" && value !== null
      ? "…"
      : String(value);
