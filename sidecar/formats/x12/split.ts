import { isUtf16 } from "../../codecs/layout.ts";
import { createX12Outline, outlineFrom } from "../../codecs/x12/outline.ts";
import { MOST_INTERCHANGES } from "../../codecs/x12/split.ts";
import type { X12Header, X12InterchangeOutline } from "../../codecs/x12/types.ts";
import type { Term } from "../../terms/term.ts";
import type { OutlinedPart, Part, Splitter } from "../format.ts";
import { say } from "./terms.ts";

/**
 * Creates a splitter that divides a body into its interchanges. Text outside any interchange becomes an unreadable part. Each
 * interchange has an outline, which equals the result of `createX12Outliner` for its bytes.
 */
export function createX12Splitter(): Splitter {
  const interchanges: X12InterchangeOutline[] = [];
  const leftover: { start: number; end: number }[] = [];
  let length = 0;
  let beginning: Uint8Array = new Uint8Array();
  const reader = createX12Outline({
    onInterchange: (outline) => {
      interchanges.push(outline);
      if (interchanges.length > MOST_INTERCHANGES) reader.stop();
    },
    onLeftover: (range) => leftover.push(range),
  });
  return {
    push(chunk) {
      if (length === 0) beginning = chunk.slice(0, 4);
      length += chunk.length;
      reader.push(chunk);
    },
    end() {
      reader.end();
      if (interchanges.length === 0)
        return [unreadable(0, length, say(isUtf16(beginning) ? "utf-16" : "no-interchange-in-body"))];
      if (interchanges.length > MOST_INTERCHANGES)
        return [unreadable(0, length, say("too-many-interchanges", { most: MOST_INTERCHANGES }))];
      const texts = leftover.map(({ start, end }) => unreadable(start, end, say("text-outside")));
      return [...interchanges.map(partOf), ...texts].sort((one, other) => one.start - other.start);
    },
  };
}

/** Splits a body into its interchanges, in order. Text outside any interchange becomes an unreadable part. */
export function splitX12(bytes: Uint8Array): Part[] {
  const splitter = createX12Splitter();
  splitter.push(bytes);
  return splitter.end().map(({ outline: _, ...part }) => part);
}

function partOf(outline: X12InterchangeOutline): OutlinedPart {
  const { start, end, delimiters } = outline;
  if (delimiters.segment === "") return unreadable(start, end, say("header-broken"));
  const [issue] = outline.issues;
  return {
    start,
    end,
    identity: identityOf(outline),
    ...(issue && { warning: issue.message }),
    outline: outlineFrom(outline, start),
  };
}

function unreadable(start: number, end: number, why: Term): Part {
  return { start, end, identity: null, unreadable: why };
}

/**
 * Returns the identity of an interchange, which consists of its sender and receiver (ISA05–08) and its control number (ISA13,
 * X12.5).
 */
function identityOf({ sender, receiver, control }: X12Header): string {
  return `x12/${sender.qualifier}*${sender.id}>${receiver.qualifier}*${receiver.id}/${control}`;
}
