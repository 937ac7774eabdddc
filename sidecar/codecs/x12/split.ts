import { skipBlank } from "./blanks.ts";
import { isPlausibleIsa } from "./delimiters.ts";
import { createX12Outline } from "./outline.ts";
import type { X12Header } from "./types.ts";

/** Bytes looked at for an interchange's beginning; nobody sends more blank lines. */
const LOOK_AT = 4096;

export type InterchangeRange = {
  /** Byte range; `end` is behind the last byte. */
  start: number;
  end: number;
  /** Null when ISA is cut short. */
  header: X12Header | null;
  /** Whether IEA was found. */
  complete: boolean;
};

/** More than any partner bundles; a body of nothing but headers is given up here. */
export const MOST_INTERCHANGES = 1000;

export type SplitInterchanges = {
  interchanges: InterchangeRange[];
  leftover: { start: number; end: number }[];
  /** There are more interchanges than are taken: the rest of the file was not looked at. */
  tooMany?: "interchanges";
};

/**
 * Returns where the interchanges of a file begin and end, and their headers. `leftover` are the ranges of text outside any
 * interchange that is more than white space or a byte order mark.
 */
export function splitInterchanges(bytes: Uint8Array): SplitInterchanges {
  const split: SplitInterchanges = { interchanges: [], leftover: [] };
  const reader = createX12Outline({
    onInterchange: ({ start, end, complete, ...header }) => {
      const isReadable = header.delimiters.segment !== "";
      split.interchanges.push({ start, end, header: isReadable ? header : null, complete });
      if (split.interchanges.length <= MOST_INTERCHANGES) return;
      split.tooMany = "interchanges";
      reader.stop();
    },
    onLeftover: (range) => split.leftover.push(range),
  });
  reader.push(bytes);
  reader.end();
  return split;
}

/** Reports whether the input begins like X12: behind a byte order mark and blank lines, "ISA" and a separator. */
export function looksLikeX12(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, LOOK_AT)).toString("latin1");
  return isPlausibleIsa(start, skipBlank(start, 0));
}
