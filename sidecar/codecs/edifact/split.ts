import { createEdifactOutline } from "./outline.ts";
import { isPunctuation, startsInterchange } from "./service-characters.ts";
import { skipBlank } from "./tokenizer.ts";
import type { EdifactHeader } from "./types.ts";

/** The number of bytes that are searched for the beginning of an interchange. No sender starts with more blank lines. */
const LOOK_AT = 4096;
/** The maximum number of interchanges in a file; no partner sends more. */
export const MOST_INTERCHANGES = 1000;

export type InterchangeRange = {
  /** The byte range; `end` is exclusive. */
  start: number;
  end: number;
  /** Null if UNB cannot be read. */
  header: EdifactHeader | null;
  /** Whether UNZ was found. */
  complete: boolean;
};

export type SplitInterchanges = {
  interchanges: InterchangeRange[];
  leftover: { start: number; end: number }[];
  /** Present if the file has more interchanges than the limit; the rest of the file was not examined. */
  tooMany?: "interchanges";
};

/** Splits a file into its interchanges, which are stored separately, without validating them. */
export function splitInterchanges(bytes: Uint8Array): SplitInterchanges {
  const split: SplitInterchanges = { interchanges: [], leftover: [] };
  const reader = createEdifactOutline({
    onInterchange: ({ start, end, complete, ...header }) => {
      split.interchanges.push({ start, end, header: header.control === "" ? null : header, complete });
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

/** Returns whether the input begins like EDIFACT: UNA or UNB and a separator, after an optional byte order mark and blank lines. */
export function looksLikeEdifact(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.subarray(0, LOOK_AT)).toString("latin1");
  const at = skipBlank(text, 0);
  return startsInterchange(text, at) === true && isPunctuation(text[at + 3] ?? "");
}
