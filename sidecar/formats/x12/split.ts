import { MOST_INTERCHANGES, splitInterchanges } from "../../codecs/x12/split.ts";
import { MOST_SEGMENTS } from "../../codecs/x12/tokenizer.ts";
import type { X12Header } from "../../codecs/x12/types.ts";
import type { Term } from "../../terms/term.ts";
import type { Part } from "../format.ts";
import { say } from "./terms.ts";

const MOST = { segments: MOST_SEGMENTS, interchanges: MOST_INTERCHANGES };

/** Splits a body into its interchanges, in order. Text outside any interchange becomes an unreadable part. */
export function splitX12(bytes: Uint8Array): Part[] {
  const { interchanges, leftover, tooMany } = splitInterchanges(bytes);
  const unreadable = (start: number, end: number, why: Term): Part => ({
    start,
    end,
    identity: null,
    unreadable: why,
  });
  if (interchanges.length === 0) return [unreadable(0, bytes.length, say("no-interchange-in-body"))];
  if (tooMany) return [unreadable(0, bytes.length, say(`too-many-${tooMany}`, { most: MOST[tooMany] }))];
  const parts: Part[] = interchanges.map(({ start, end, header }) => {
    if (header === null) return unreadable(start, end, say("header-broken"));
    return { start, end, identity: identityOf(header) };
  });
  for (const { start, end } of leftover) parts.push(unreadable(start, end, say("text-outside")));
  return parts.sort((one, other) => one.start - other.start);
}

/** Returns the identity of an interchange: its two partners (ISA05–08) and its control number (ISA13, X12.5). */
function identityOf({ sender, receiver, control }: X12Header): string {
  return `x12/${sender.qualifier}*${sender.id}>${receiver.qualifier}*${receiver.id}/${control}`;
}
