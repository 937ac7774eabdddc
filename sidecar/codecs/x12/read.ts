import { createEnvelopeReader, type EnvelopeHandlers, type X12Encoding } from "./envelope.ts";
import { say } from "./terms.ts";
import { createX12Tokenizer, type X12Tokenizer } from "./tokenizer.ts";
import type { X12Interchange, X12Issue } from "./types.ts";

/** What a streaming reader calls; `onTransaction` is the only one needed. */
export type X12ReaderHandlers = EnvelopeHandlers;

/** Groups and transaction sets that `readX12` keeps of one input; more than any that is not made to exhaust memory. */
const MOST_KEPT = 20_000;

export type X12ReaderOptions = {
  encoding?: X12Encoding;
  /** Segments kept of one transaction set; one with more is an issue. */
  mostSegments?: number;
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
 * Reads and validates X12 as it comes in, holding one transaction set at a time. The lists `groups` and
 * `transactions` stay empty; what a handler is given is complete but for what follows in the input, so whether a
 * transaction set may be used is known when its interchange has closed. Errors in the data are issues; nothing throws.
 */
export function createX12Reader(handlers: X12ReaderHandlers, options: X12ReaderOptions = {}): X12Reader {
  return createX12Tokenizer(
    createEnvelopeReader(handlers, options.encoding ?? "latin1", options.mostSegments),
  );
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
