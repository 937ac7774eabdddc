import type { FileLine } from "../../formats/source-file.ts";

const MOST_BYTES = 128;
const IN_A_LINE = 32;
const PRINTABLE = /^[\x20-\x7e]$/;

/** Returns the first 128 bytes of a body in lines of 32: printable ASCII as text, every other byte in hexadecimal, as <0D>. */
export function firstBytes(body: Uint8Array): FileLine[] {
  const lines: FileLine[] = [];
  for (let at = 0; at < Math.min(body.length, MOST_BYTES); at += IN_A_LINE) {
    const bytes = [...body.subarray(at, Math.min(at + IN_A_LINE, MOST_BYTES))];
    lines.push({ depth: 0, parts: [{ text: bytes.map(readable).join(""), at: String(at) }], raw: [] });
  }
  return lines;
}

function readable(byte: number): string {
  const char = String.fromCharCode(byte);
  return PRINTABLE.test(char) ? char : `<${byte.toString(16).toUpperCase().padStart(2, "0")}>`;
}
