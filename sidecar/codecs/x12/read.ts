import { createEnvelopeReader, type EnvelopeHandlers, type X12Encoding } from "./envelope.ts";
import { tooManyTransactionSets } from "./envelope-parts.ts";
import { createX12Tokenizer, type X12Tokenizer } from "./tokenizer.ts";
import type { X12Interchange } from "./types.ts";

/** What a streaming reader calls; `onTransaction` is the only one needed. */
export type X12ReaderHandlers = EnvelopeHandlers;

/** Groups and transaction sets that `readX12` keeps of one input; more than any that is not made to exhaust memory. */
const MOST_KEPT = 20_000;

export type X12ReaderOptions = {
  encoding?: X12Encoding;
  /** Segments kept of one transaction set. One with more has an issue, and is rejected. */
  mostSegments?: number;
  /** Bytes kept of one transaction set, from ST on. One with more has an issue, and is rejected. */
  mostBytes?: number;
};

export type X12ReadOptions = X12ReaderOptions & {
  /** Groups and transaction sets kept of the whole input; more are an issue of the interchange. */
  mostTransactionSets?: number;
  /** Called with each transaction set as it closes, to take what is needed of it before the next one is read. */
  onTransaction?: X12ReaderHandlers["onTransaction"];
};

/** `push` takes chunks cut anywhere; `end` closes what is open, with an issue where a trailer is missing. */
export type X12Reader = X12Tokenizer;

/**
 * Reads and validates X12 while it arrives, in chunks cut anywhere. Calls the handlers as soon as a transaction set, a group or an
 * interchange is complete, and holds one transaction set at a time: memory is bounded by `mostBytes` and `mostSegments`, whatever
 * the length of the input. Offsets count bytes from the beginning of the input. Errors in the data are issues; nothing throws.
 *
 * The lists `groups` and `transactions` stay empty. Whether a transaction set may be used depends on the trailers behind it: ask
 * `createX12Outline` first where it must be known at once.
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
 * Returns all interchanges of the input, read and validated, in document order; an empty list when there is none.
 * An interchange that cannot be read at all is there with an issue and empty fields.
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
