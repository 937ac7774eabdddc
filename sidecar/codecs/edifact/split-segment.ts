import type { Decode } from "./charsets.ts";
import type { EdifactDelimiters, EdifactSegment } from "./types.ts";

/** The maximum number of elements and of components; the last one contains the rest. Directories have less than a quarter of it. */
const MOST_PARTS = 200;

/** The value of an empty element, which all empty elements share: messages contain many of them. */
const EMPTY: readonly string[] = Object.freeze([""]);

export type SplitSegment = (
  text: string,
  start: number,
  end: number,
  offset: number,
) => { segment: EdifactSegment; isSoiled: boolean };

/**
 * Creates a function that splits the segment between two positions of a text into elements and components, in a single loop.
 * `isSoiled` means that it contains control characters. Line ends within a segment are removed, because some senders break lines
 * after a fixed number of characters.
 */
export function createSplitter(delimiters: EdifactDelimiters, decode: Decode | null): SplitSegment {
  const component = delimiters.component.charCodeAt(0);
  const element = delimiters.element.charCodeAt(0);
  const release = delimiters.release === null ? -1 : delimiters.release.charCodeAt(0);
  const repetition = delimiters.repetition === null ? -1 : delimiters.repetition.charCodeAt(0);
  // Arrays that grow reserve room for more; these are reused, and their content is copied to arrays of the right length.
  const elements: (readonly string[])[] = [];
  const parts: string[] = [];

  return (text, start, end, offset) => {
    let repetitions: Map<number, (readonly string[])[]> | undefined;
    /** The index of the element of which a repetition is being read, or -1. */
    let repeated = -1;
    let count = 0;
    let components = 0;
    let from = start;
    let isSoiled = false;
    /** Whether the value contains release characters, line ends or characters beyond ASCII. Nearly all values contain none. */
    let isSpecial = false;
    for (let at = start; at <= end; at++) {
      const code = at === end ? element : text.charCodeAt(at);
      const isRepetition = code === repetition && count > 0;
      if (code === component || code === element || isRepetition) {
        const isFull = code === component ? components >= MOST_PARTS : count >= MOST_PARTS;
        if (isFull && at < end) continue;
        const raw = text.substring(from, at);
        parts[components++] = isSpecial ? plain(raw, delimiters.release, decode) : raw;
        from = at + 1;
        isSpecial = false;
        if (code === component) continue;
        const values = valuesOf(parts, components);
        components = 0;
        if (repeated < 0) elements[count++] = values;
        else repetitions = withRepetition(repetitions, repeated, values);
        if (!isRepetition) repeated = -1;
        else if (repeated < 0) repeated = count - 1;
      } else if (code === release) {
        isSpecial = true;
        if (at + 1 < end) at++;
      } else if (code > 126) isSpecial = true;
      else if (code < 32) {
        if (code === 10 || code === 13) isSpecial = true;
        else isSoiled = true;
      }
    }
    const all = elements.slice(0, count);
    const segment: EdifactSegment = { id: all[0]?.[0] ?? "", elements: all, position: 0, offset };
    if (repetitions !== undefined) segment.repetitions = repetitions;
    return { segment, isSoiled };
  };
}

function valuesOf(parts: readonly string[], count: number): readonly string[] {
  const first = parts[0] as string;
  if (count === 1) return first === "" ? EMPTY : [first];
  if (count === 2) return [first, parts[1] as string];
  return count === 3 ? [first, parts[1] as string, parts[2] as string] : parts.slice(0, count);
}

function withRepetition(
  repetitions: Map<number, (readonly string[])[]> | undefined,
  index: number,
  values: readonly string[],
): Map<number, (readonly string[])[]> {
  const all = repetitions ?? new Map<number, (readonly string[])[]>();
  const found = all.get(index);
  if (found === undefined) all.set(index, [values]);
  else found.push(values);
  return all;
}

/** Returns a value without line ends and release characters, decoded. */
function plain(raw: string, release: string | null, decode: Decode | null): string {
  const whole = raw.replace(/[\r\n]/g, "");
  const bare = release === null ? whole : unescaped(whole, release);
  return decode === null ? bare : decode(bare);
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
