import { createEnvelopeReader, type EnvelopeHandlers, type X12Encoding } from "./envelope.ts";
import { say } from "./terms.ts";
import { createX12Tokenizer, type X12Tokenizer } from "./tokenizer.ts";
import type { X12Interchange, X12Issue } from "./types.ts";

/** The callbacks of a streaming reader. Only `onTransaction` is required. */
export type X12ReaderHandlers = EnvelopeHandlers;

/** The maximum number of groups and transaction sets in an input; real inputs have fewer. */
const MOST_KEPT = 20_000;

export type X12ReaderOptions = {
  encoding?: X12Encoding;
  /** The maximum number of segments per transaction set; exceeding it is an issue. */
  mostSegments?: number;
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
 * Creates a reader that parses and validates X12 incrementally, with one transaction set in memory at a time. The lists `groups`
 * and `transactions` remain empty. A handler receives complete objects, but whether a transaction set may be used is known only
 * when its interchange is closed. Invalid data results in issues; no error is thrown.
 */
export function createX12Reader(handlers: X12ReaderHandlers, options: X12ReaderOptions = {}): X12Reader {
  return createX12Tokenizer(
    createEnvelopeReader(handlers, options.encoding ?? "latin1", options.mostSegments),
  );
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
      interchange.issues.push(tooMany(most, interchange.start));
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

function tooMany(most: number, offset: number): X12Issue {
  const message = say("too-many-transaction-sets", { most });
  return { level: "interchange", code: "too-many-transaction-sets", ack: "024", message, offset };
}
