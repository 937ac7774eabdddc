import { createEnvelopeReader, type EnvelopeHandlers } from "./envelope.ts";
import { interchangeIssue } from "./envelope-parts.ts";
import { say } from "./terms.ts";
import { createEdifactTokenizer, type EdifactTokenizer } from "./tokenizer.ts";
import type { EdifactInterchange } from "./types.ts";

/** The callbacks of a streaming reader. Only `onMessage` is required. */
export type EdifactReaderHandlers = EnvelopeHandlers;

/** The maximum number of groups and messages in an input; real inputs have fewer. */
const MOST_KEPT = 20_000;

export type EdifactReaderOptions = {
  /** The maximum number of segments and of bytes per message. A larger message gets an issue and is rejected. */
  mostSegments?: number;
  mostBytes?: number;
};

/**
 * Creates a reader that parses and validates EDIFACT incrementally, from chunks that may be cut anywhere. Calls the handlers as soon
 * as a message, a group or an interchange is complete. One message is in memory at a time, so memory is bounded, regardless of the
 * length of the input. Invalid data results in issues; no error is thrown. The lists `groups` and `messages` remain empty.
 */
export function createEdifactReader(
  handlers: EdifactReaderHandlers,
  limits: EdifactReaderOptions = {},
): EdifactTokenizer {
  return createEdifactTokenizer(createEnvelopeReader(handlers, { limits }));
}

/**
 * Parses and validates all interchanges of the input, in document order. Returns an empty list if there are none. An unreadable
 * interchange is included with an issue and empty fields.
 */
export function readEdifact(
  bytes: Uint8Array,
  options: EdifactReaderOptions & { mostMessages?: number } = {},
): EdifactInterchange[] {
  const { mostMessages: most = MOST_KEPT, ...limits } = options;
  const interchanges: EdifactInterchange[] = [];
  let kept = 0;
  const keep = <Item>(list: Item[], item: Item, interchange: EdifactInterchange): void => {
    if (++kept <= most) list.push(item);
    else if (kept === most + 1) {
      interchange.issues.push(
        interchangeIssue("too-many-messages", "18", interchange.start, say("too-many-messages", { most })),
      );
      reader.stop();
    }
  };
  const reader = createEdifactReader(
    {
      onMessage: (message, group, interchange) =>
        keep(group?.messages ?? interchange.messages, message, interchange),
      onGroup: (group, interchange) => keep(interchange.groups, group, interchange),
      onInterchange: (interchange) => interchanges.push(interchange),
    },
    limits,
  );
  reader.push(bytes);
  reader.end();
  return interchanges;
}
