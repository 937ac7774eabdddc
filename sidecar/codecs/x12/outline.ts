import { isAcknowledgment } from "./acknowledge.ts";
import { createEnvelopeReader } from "./envelope.ts";
import { tooManyTransactionSets } from "./envelope-parts.ts";
import { createX12Tokenizer, type X12Tokenizer } from "./tokenizer.ts";
import type { X12Group, X12GroupOutline, X12InterchangeOutline } from "./types.ts";

/** The maximum number of groups per interchange. Each has its own trailer and acknowledgement. */
const MOST_GROUPS = 20_000;

export type OutlineHandlers = {
  /** Called at the end of an interchange: after its IEA, or where it is cut off. */
  onInterchange(outline: X12InterchangeOutline): void;
  /** Called for text outside any interchange, other than white space. */
  onLeftover?(range: { start: number; end: number }): void;
};

/**
 * Creates a reader that reads only envelopes: the beginning and end of each interchange, the headers and trailers of its groups,
 * and their issues. Chunks may be cut anywhere. It is several times as fast as `createX12Reader` and finds the same issues of
 * interchanges and groups. Once it has run, a second pass knows for each transaction set, as soon as it is complete, whether its
 * envelope is sound. Transaction sets are not kept in memory. An outline is plain data.
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

/** Returns the outline with offsets relative to `place`, a byte position in the input, instead of the beginning of the input. */
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
