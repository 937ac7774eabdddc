import { isAcknowledgment } from "./acknowledge.ts";
import { createEnvelopeReader } from "./envelope.ts";
import { tooManyTransactionSets } from "./envelope-parts.ts";
import { createX12Tokenizer, type X12Tokenizer } from "./tokenizer.ts";
import type { X12Group, X12GroupOutline, X12InterchangeOutline } from "./types.ts";

/** Groups of one interchange: each has a trailer to check and an acknowledgement of its own. */
const MOST_GROUPS = 20_000;

export type OutlineHandlers = {
  /** Called when an interchange ends: behind its IEA, or where it is cut off. */
  onInterchange(outline: X12InterchangeOutline): void;
  /** Text outside any interchange that is more than white space. */
  onLeftover?(range: { start: number; end: number }): void;
};

/**
 * Reads only the envelopes of X12 while it arrives, in chunks cut anywhere, several times as fast as `createX12Reader`: where each
 * interchange begins and ends, the headers and trailers of its groups, and their issues. It finds the same issues of
 * interchanges and groups as `createX12Reader` does. So a second pass knows of each transaction set at once whether its
 * envelope is sound. Holds no transaction sets. An outline is plain data.
 */
export function createX12Outline({ onInterchange, onLeftover }: OutlineHandlers): X12Tokenizer {
  let groups: X12GroupOutline[] = [];
  let received = 0;
  let inGroup = { received: 0, acknowledgments: 0 };

  function outlined(group: X12Group): X12GroupOutline {
    const { transactions: _none, ...rest } = group;
    const acknowledges =
      inGroup.received === 0 ? isAcknowledgment(group) : inGroup.acknowledgments === inGroup.received;
    return { ...rest, received: inGroup.received, acknowledges };
  }

  const sink = createEnvelopeReader(
    {
      onTransaction: (transaction) => {
        received++;
        inGroup.received++;
        if (isAcknowledgment(transaction)) inGroup.acknowledgments++;
      },
      onGroup: (group, { issues, start }) => {
        groups.push(outlined(group));
        inGroup = { received: 0, acknowledgments: 0 };
        if (groups.length <= MOST_GROUPS) return;
        issues.push(tooManyTransactionSets(MOST_GROUPS, start));
        tokenizer.stop();
      },
      onInterchange: (interchange, complete) => {
        onInterchange({ ...interchange, groups, received, complete });
        groups = [];
        received = 0;
      },
      ...(onLeftover && { onLeftover }),
    },
    { envelopeOnly: true },
  );
  const tokenizer = createX12Tokenizer(sink, { envelopeOnly: true });
  return tokenizer;
}

/** Returns an outline whose offsets count from a place in the input instead of its beginning. */
export function outlineFrom(outline: X12InterchangeOutline, place: number): X12InterchangeOutline {
  const moved = <Item extends { offset: number }>(items: readonly Item[]): Item[] =>
    items.map((item) => ({ ...item, offset: item.offset - place }));
  return {
    ...outline,
    start: outline.start - place,
    end: outline.end - place,
    issues: moved(outline.issues),
    remarks: moved(outline.remarks),
    groups: outline.groups.map((group) => ({ ...group, issues: moved(group.issues) })),
  };
}
