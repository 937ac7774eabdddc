import { skipBlank } from "./blanks.ts";
import { isPlausibleIsa } from "./delimiters.ts";
import { createX12Outline } from "./outline.ts";
import type { X12Header } from "./types.ts";

/** The number of bytes that are searched for the beginning of an interchange. No sender starts with more blank lines. */
const LOOK_AT = 4096;

export type InterchangeRange = {
  /** The byte range; `end` is exclusive. */
  start: number;
  end: number;
  /** Null if ISA cannot be read. */
  header: X12Header | null;
  /** Whether IEA was found. */
  complete: boolean;
};

/** The maximum number of interchanges in a file; no partner sends more. */
export const MOST_INTERCHANGES = 1000;

export type SplitInterchanges = {
  interchanges: InterchangeRange[];
  leftover: { start: number; end: number }[];
  /** Present if the file has more interchanges than the limit; the rest of the file was not examined. */
  tooMany?: "interchanges";
};

/**
 * Splits a file into its interchanges, which are stored separately, without validating them. `leftover` contains the ranges of
 * text outside any interchange, other than white space and byte order marks.
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

/** Returns whether the input begins like X12: "ISA" and a separator, after an optional byte order mark and blank lines. */
export function looksLikeX12(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, LOOK_AT)).toString("latin1");
  return isPlausibleIsa(start, skipBlank(start, 0));
}
