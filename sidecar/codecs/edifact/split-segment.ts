import type { Decode } from "./charsets.ts";
import type { EdifactDelimiters, EdifactSegment } from "./types.ts";

/** The maximum number of elements and of components; the last one contains the rest. Directories have less than a quarter of it. */
const MOST_PARTS = 200;

/**
 * Splits the segment between two positions of a text into elements and components, in a single loop. `isSoiled` means that it
 * contains control characters. Line ends within a segment are removed, because some senders break lines after a fixed number of
 * characters.
 */
export function splitSegment(
  text: string,
  start: number,
  end: number,
  delimiters: EdifactDelimiters,
  decode: Decode | null,
  offset: number,
): { segment: EdifactSegment; isSoiled: boolean } {
  const component = delimiters.component.charCodeAt(0);
  const element = delimiters.element.charCodeAt(0);
  const release = delimiters.release === null ? -1 : delimiters.release.charCodeAt(0);
  const repetition = delimiters.repetition === null ? -1 : delimiters.repetition.charCodeAt(0);
  const elements: string[][] = [];
  let repetitions: Map<number, string[][]> | undefined;
  let repeated = -1;
  let parts: string[] = [];
  let from = start;
  let isSoiled = false;
  let isEscaped = false;
  let isForeign = false;
  let isWrapped = false;

  const value = (at: number): string => {
    const cut = text.substring(from, at);
    const raw = isWrapped ? cut.replace(/[\r\n]/g, "") : cut;
    const plain = isEscaped ? unescaped(raw, delimiters.release as string) : raw;
    const read = isForeign && decode !== null ? decode(plain) : plain;
    isEscaped = false;
    isForeign = false;
    isWrapped = false;
    from = at + 1;
    return read;
  };
  const closeElement = (): void => {
    if (repeated < 0) {
      elements.push(parts);
    } else {
      repetitions ??= new Map();
      repetitions.set(repeated, [...(repetitions.get(repeated) ?? []), parts]);
    }
    parts = [];
  };

  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === component) {
      if (parts.length < MOST_PARTS) parts.push(value(at));
    } else if (code === element) {
      if (elements.length >= MOST_PARTS) continue;
      parts.push(value(at));
      closeElement();
      repeated = -1;
    } else if (code === release) {
      isEscaped = true;
      at++;
    } else if (code === repetition && elements.length > 0) {
      parts.push(value(at));
      const index = repeated < 0 ? elements.length : repeated;
      closeElement();
      repeated = index;
    } else if (code > 126) isForeign = true;
    else if (code === 10 || code === 13) isWrapped = true;
    else if (code < 32) isSoiled = true;
  }
  parts.push(value(end));
  closeElement();
  const id = elements[0]?.[0] ?? "";
  const segment: EdifactSegment = { id, elements, position: 0, offset };
  if (repetitions !== undefined) segment.repetitions = repetitions;
  return { segment, isSoiled };
}

/** Returns a value without its release characters. */
function unescaped(raw: string, release: string): string {
  let plain = "";
  let from = 0;
  for (let at = raw.indexOf(release); at >= 0; at = raw.indexOf(release, at + 2)) {
    plain += raw.substring(from, at);
    from = at + 1;
  }
  return plain + raw.substring(from);
}
