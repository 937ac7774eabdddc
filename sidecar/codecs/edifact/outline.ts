import { createEnvelopeReader } from "./envelope.ts";
import { interchangeIssue } from "./envelope-parts.ts";
import { say } from "./terms.ts";
import { createEdifactTokenizer, type EdifactTokenizer } from "./tokenizer.ts";
import type { EdifactGroupOutline, EdifactInterchangeOutline } from "./types.ts";

/** The maximum number of groups per interchange. */
const MOST_GROUPS = 20_000;

export type OutlineHandlers = {
  /** Called at the end of an interchange: after its UNZ, or where it is cut off. */
  onInterchange(outline: EdifactInterchangeOutline): void;
  /** Called for text outside any interchange, other than white space. */
  onLeftover?(range: { start: number; end: number }): void;
};

/**
 * Creates a reader that reads only envelopes and finds the same issues of interchanges and groups as `createEdifactReader`. Once it
 * has run, a second pass knows for each message, as soon as it is complete, whether its envelope is sound. An outline is plain data.
 */
export function createEdifactOutline({ onInterchange, onLeftover }: OutlineHandlers): EdifactTokenizer {
  let groups: EdifactGroupOutline[] = [];
  let received = 0;
  let inGroup = 0;
  let reports = 0;
  const sink = createEnvelopeReader(
    {
      onMessage: ({ code }, group) => {
        received++;
        if (group !== null) inGroup++;
        if (code === "CONTRL") reports++;
      },
      onGroup: ({ messages: _none, ...group }, { issues, start }) => {
        groups.push({ ...group, received: inGroup });
        inGroup = 0;
        if (groups.length <= MOST_GROUPS) return;
        issues.push(
          interchangeIssue("too-many-messages", "18", start, say("too-many-messages", { most: MOST_GROUPS })),
        );
        tokenizer.stop();
      },
      onInterchange: ({ messages: _none, groups: _no, ...rest }, complete) => {
        const acknowledges = received > 0 && reports === received;
        onInterchange({ ...rest, groups, received, acknowledges, complete });
        groups = [];
        received = 0;
        inGroup = 0;
        reports = 0;
      },
      ...(onLeftover && { onLeftover }),
    },
    { envelopeOnly: true },
  );
  const tokenizer = createEdifactTokenizer(sink, { envelopeOnly: true });
  return tokenizer;
}
