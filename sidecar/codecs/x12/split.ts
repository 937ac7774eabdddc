import { skipBlank } from "./blanks.ts";
import { isPlausibleIsa } from "./delimiters.ts";
import { createX12Tokenizer } from "./tokenizer.ts";
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
  /** What there is more of than is taken: the rest of the file was not looked at. */
  tooMany?: "segments" | "interchanges";
};

/**
 * Cuts a file into its interchanges without validating them: what intake stores apart. `leftover` are the ranges of
 * text outside any interchange that is more than white space or a byte order mark.
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

/** Reports whether the input begins like X12: behind a byte order mark and blank lines, "ISA" and a separator. */
export function looksLikeX12(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, LOOK_AT)).toString("latin1");
  return isPlausibleIsa(start, skipBlank(start, 0));
}
