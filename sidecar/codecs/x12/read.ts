import { createEnvelopeReader, type EnvelopeHandlers, type X12Encoding } from "./envelope.ts";
import { tooManyTransactionSets } from "./envelope-parts.ts";
import { createX12Tokenizer, type X12Tokenizer } from "./tokenizer.ts";
import type { X12Interchange } from "./types.ts";

/** The callbacks of a streaming reader. Only `onTransaction` is required. */
export type X12ReaderHandlers = EnvelopeHandlers;

/** The maximum number of groups and transaction sets in an input; real inputs have fewer. */
const MOST_KEPT = 20_000;

export type X12ReaderOptions = {
  encoding?: X12Encoding;
  /** The maximum number of segments per transaction set. A larger set gets an issue and is rejected. */
  mostSegments?: number;
  /** The maximum number of bytes per transaction set, from ST. A larger set gets an issue and is rejected. */
  mostBytes?: number;
};

export type X12ReadOptions = X12ReaderOptions & {
  /** The maximum number of groups and transaction sets in the whole input; exceeding it is an issue of the interchange. */
  mostTransactionSets?: number;
  /** Called with each transaction set when it is closed, so that its data can be extracted before the next one is read. */
  onTransaction?: X12ReaderHandlers["onTransaction"];
};

/**
 * A streaming reader. `push` accepts chunks of any size; `end` closes what is still open, with an issue for each missing trailer.
 */
export type X12Reader = X12Tokenizer;

/**
 * Creates a reader that parses and validates X12 incrementally, from chunks that may be cut anywhere. Calls the handlers as soon
 * as a transaction set, a group or an interchange is complete. One transaction set is in memory at a time, so memory is bounded
 * by `mostBytes` and `mostSegments`, regardless of the length of the input. Offsets are bytes from the beginning of the input.
 * Invalid data results in issues; no error is thrown.
 *
 * The lists `groups` and `transactions` remain empty. Whether a transaction set may be used depends on trailers that follow it; run
 * `createX12Outline` first to know this when the set is complete.
 */
export function createX12Reader(handlers: X12ReaderHandlers, options: X12ReaderOptions = {}): X12Reader {
  const { encoding = "latin1", mostSegments, mostBytes } = options;
  const limits = {
    ...(mostSegments !== undefined && { mostSegments }),
    ...(mostBytes !== undefined && { mostBytes }),
  };
  return createX12Tokenizer(createEnvelopeReader(handlers, { encoding, limits }));
}

/**
 * Parses and validates all interchanges of the input, in document order. Returns an empty list if there are none. An unreadable
 * interchange is included with an issue and empty fields.
 */
export function readX12(bytes: Uint8Array, options: X12ReadOptions = {}): X12Interchange[] {
  const { mostTransactionSets: most = MOST_KEPT, onTransaction } = options;
  const interchanges: X12Interchange[] = [];
  let kept = 0;
  const keep = <Item>(list: Item[], item: Item, interchange: X12Interchange): boolean => {
    if (++kept <= most) return list.push(item) > 0;
    if (kept === most + 1) {
      interchange.issues.push(tooManyTransactionSets(most, interchange.start));
      reader.stop();
    }
    return false;
  };
  const reader = createX12Reader(
    {
      onTransaction: (transaction, group, interchange) => {
        if (keep(group.transactions, transaction, interchange))
          onTransaction?.(transaction, group, interchange);
      },
      onGroup: (group, interchange) => void keep(interchange.groups, group, interchange),
      onInterchange: (interchange) => interchanges.push(interchange),
    },
    options,
  );
  reader.push(bytes);
  reader.end();
  return interchanges;
}
