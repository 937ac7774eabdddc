import { skipBlank } from "./blanks.ts";
import { isPlausibleIsa } from "./delimiters.ts";
import { createX12Tokenizer } from "./tokenizer.ts";
import type { X12Header } from "./types.ts";

/** The number of bytes that are searched for the beginning of an interchange. No sender starts with more blank lines. */
const LOOK_AT = 4096;

export type InterchangeRange = {
  /** The byte range; `end` is exclusive. */
  start: number;
  end: number;
  /** Null if ISA is truncated. */
  header: X12Header | null;
  /** Whether IEA was found. */
  complete: boolean;
};

/** The maximum number of interchanges in a file; no partner sends more. */
export const MOST_INTERCHANGES = 1000;

export type SplitInterchanges = {
  interchanges: InterchangeRange[];
  leftover: { start: number; end: number }[];
  /** The limit that was exceeded; the rest of the file was not examined. */
  tooMany?: "segments" | "interchanges";
};

/**
 * Splits a file into its interchanges, which are stored separately, without validating them. `leftover` contains the ranges of
 * text outside any interchange, other than white space and byte order marks.
 */
export function splitInterchanges(bytes: Uint8Array): SplitInterchanges {
  const interchanges: InterchangeRange[] = [];
  const leftover: { start: number; end: number }[] = [];
  let tooMany: SplitInterchanges["tooMany"];
  const tokenizer = createX12Tokenizer(
    {
      interchange: (isa, start) => {
        interchanges.push({ start, end: start, header: isa?.header ?? null, complete: false });
        if (interchanges.length <= MOST_INTERCHANGES) return;
        tooMany = "interchanges";
        tokenizer.stop();
      },
      segments: () => {},
      damage: ({ kind }) => {
        if (kind === "too-many") tooMany = "segments";
      },
      close: (end, complete) => Object.assign(interchanges.at(-1) ?? {}, { end, complete }),
      leftover: (start, end) => leftover.push({ start, end }),
    },
    { outline: true },
  );
  tokenizer.push(bytes);
  tokenizer.end();
  return { interchanges, leftover, ...(tooMany && { tooMany }) };
}

/** Returns whether the input begins like X12: "ISA" and a separator, after an optional byte order mark and blank lines. */
export function looksLikeX12(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, LOOK_AT)).toString("latin1");
  return isPlausibleIsa(start, skipBlank(start, 0));
}
