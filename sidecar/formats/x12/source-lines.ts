import { readX12 } from "../../codecs/x12/read.ts";
import { createX12Tokenizer } from "../../codecs/x12/tokenizer.ts";
import type { X12Loop, X12Segment } from "../../codecs/x12/types.ts";
import { type FileLine, type FileLines, type OwnRange, printable, type SourcePart } from "../source-file.ts";
import { type Shown, WITHHELD } from "../source-view.ts";
import { clinicalSets, code, elements, lineLoops, lineNumber, placeOf } from "./element-names.ts";

type Token = Pick<X12Segment, "id" | "elements" | "offset">;
type Place = { readonly depth: number; readonly line?: string };

/** The segments of envelopes, and how far they are indented. */
const ENVELOPES: Readonly<Record<string, number>> = { ISA: 0, TA1: 1, GS: 1, ST: 2, SE: 2, GE: 1, IEA: 0 };
const CONTENT_DEPTH = 3;
/** The elements of the envelope that may contain a password (authorization and security information). */
const SECRET: ReadonlySet<string> = new Set(["ISA02", "ISA04"]);
const ENVELOPE_VALUE = /^[\x20-\x7e]{0,15}$/;
/** The segments of acknowledgements, which contain codes and control numbers, and the element that copies a bad value. */
const ACKNOWLEDGING = /^[AI]K[1-9]$/;
const COPIED: ReadonlySet<string> = new Set(["AK404", "IK404"]);

/**
 * Returns the segments of an interchange as lines, indented by envelopes and loops. Of other transaction sets than the one in
 * `own`, only the header is included. Other values than codes, quantities, prices, dates and those of the envelope are shown only
 * if `shown` permits it, and so are all values of a set about patients.
 */
export function x12Lines(bytes: Uint8Array, shown: Shown, own: OwnRange | null): FileLines {
  const { tokens, separator } = tokensOf(bytes);
  const start = tokens[0]?.offset ?? 0;
  const isOwn = ({ offset }: Token) =>
    own === null || (offset >= start + own.start && offset < start + own.end);
  const places = placesOf(bytes);
  const lines: FileLine[] = [];
  let position = 0;
  let isClinical = false;
  let skipping: { at: number; count: number } | null = null;
  for (const token of tokens) {
    position = token.id === "ST" ? 1 : position + 1;
    if (token.id === "ST") isClinical = clinicalSets.has(token.elements[1]?.trim() ?? "");
    const isInside = ENVELOPES[token.id] === undefined || token.id === "ST" || token.id === "SE";
    if (skipping) {
      skipping.count++;
      if (token.id !== "SE" && isInside) continue;
      const { at, count } = skipping;
      lines[at] = { ...(lines[at] as FileLine), skipped: token.id === "SE" ? count : count - 1 };
      skipping = null;
      if (token.id === "SE") continue;
    }
    const isDocument = isInside && isOwn(token);
    lines.push(
      lineOf(token, {
        place: places.get(token.offset),
        isDocument: own !== null && isDocument,
        position,
        isClinical,
        shown,
      }),
    );
    if (token.id === "ST" && !isDocument) skipping = { at: lines.length - 1, count: 0 };
  }
  return { separator, lines };
}

function tokensOf(bytes: Uint8Array): { readonly tokens: readonly Token[]; readonly separator: string } {
  const tokens: Token[] = [];
  let separator = "*";
  const tokenizer = createX12Tokenizer({
    interchange(isa, offset) {
      if (!isa) return;
      separator = isa.header.delimiters.element;
      tokens.push({ id: "ISA", elements: isa.elements, offset });
    },
    segments: (batch) => void tokens.push(...batch),
    damage: ({ id, offset }) => void tokens.push({ id, elements: [id], offset }),
    close() {},
    leftover() {},
  });
  tokenizer.push(bytes);
  tokenizer.end();
  return { tokens, separator };
}

/** Returns, by the offset of each segment in a loop, its indentation and its line in the document. */
function placesOf(bytes: Uint8Array): ReadonlyMap<number, Place> {
  const places = new Map<number, Place>();
  /** `inside` is the indentation of what follows the first segment of a loop, and of its inner loops. */
  const enter = (loop: X12Loop, depth: number, inside: number, line?: string): void => {
    loop.segments.forEach(({ offset }, index) => {
      places.set(offset, { depth: index === 0 ? depth : inside, ...(line !== undefined && { line }) });
    });
    let lines = 0;
    for (const inner of loop.loops) {
      const own = lineLoops.includes(inner.id) ? lineNumber(inner, lines++) : line;
      enter(inner, inside, inside + 1, own);
    }
  };
  for (const { groups } of readX12(bytes))
    for (const { transactions } of groups)
      for (const { root } of transactions) enter(root, CONTENT_DEPTH, CONTENT_DEPTH);
  return places;
}

type Context = {
  readonly place: Place | undefined;
  readonly isDocument: boolean;
  readonly position: number;
  readonly isClinical: boolean;
  readonly shown: Shown;
};

function lineOf(
  { id, elements: values }: Token,
  { place, isDocument, position, isClinical, shown }: Context,
): FileLine {
  const raw = values.map((value) => value.trim());
  const name = /^[A-Z][A-Z0-9]{1,2}$/.test(id) ? id : WITHHELD;
  const parts = raw.slice(1).map((value, index): SourcePart => {
    const known = elements[id]?.[index + 1];
    const at = placeOf(name, index + 1);
    return {
      text: value === "" ? "" : printable(shownValue(id, index + 1, value, isClinical, shown)),
      ...(isDocument && value !== "" && { at, ...(known?.name && { name: known.name }) }),
      ...(isDocument && known?.fields && { fields: known.fields }),
    };
  });
  return {
    depth: ENVELOPES[id] ?? place?.depth ?? CONTENT_DEPTH,
    parts: [{ text: name }, ...parts],
    raw,
    ...(isDocument && { own: true as const, position }),
    ...(place?.line !== undefined && { line: place.line }),
  };
}

function shownValue(id: string, number: number, value: string, isClinical: boolean, shown: Shown): string {
  const at = placeOf(id, number);
  if (ENVELOPES[id] !== undefined) return ENVELOPE_VALUE.test(value) && !SECRET.has(at) ? value : WITHHELD;
  const isCode = elements[id]?.[number]?.isCode === true || (ACKNOWLEDGING.test(id) && !COPIED.has(at));
  return isCode && !isClinical && code.test(value) ? value : shown(value);
}

/** Returns an interchange with the first group of a message and one transaction set, or as much of it as can be read. */
export function x12Part(head: Uint8Array, content: Uint8Array): Uint8Array {
  const { tokens } = tokensOf(head);
  const first = tokens.find(({ id }) => id === "ST")?.offset ?? head.length;
  return Buffer.concat([head.subarray(tokens[0]?.offset ?? 0, first), content]);
}
