import { createEnvelopeReader, type EnvelopeHandlers, type X12Encoding } from "./envelope.ts";
import { createX12Tokenizer, type X12Tokenizer } from "./tokenizer.ts";
import type { X12Interchange, X12Issue } from "./types.ts";

/** What a streaming reader calls; `onTransaction` is the only one needed. */
export type X12ReaderHandlers = EnvelopeHandlers;

/** Groups and transaction sets that `readX12` keeps of one input; more than any that is not made to exhaust memory. */
const MOST_KEPT = 100_000;

export type X12ReaderOptions = { encoding?: X12Encoding };

/** `push` takes chunks cut anywhere; `end` closes what is open, with an issue where a trailer is missing. */
export type X12Reader = X12Tokenizer;

/**
 * Reads and validates X12 as it comes in, holding one transaction set at a time. The lists `groups` and
 * `transactions` stay empty; what a handler is given is complete but for what follows in the input, so whether a
 * transaction set may be used is known when its interchange has closed. Errors in the data are issues; nothing throws.
 */
export function createX12Reader(handlers: X12ReaderHandlers, options: X12ReaderOptions = {}): X12Reader {
  return createX12Tokenizer(createEnvelopeReader(handlers, options.encoding ?? "latin1"));
}

/**
 * Gives all interchanges of the input, read and validated, in document order; an empty list when there is none.
 * An interchange that cannot be read at all is there with an issue and empty fields.
 */
export function readX12(bytes: Uint8Array, options: X12ReaderOptions = {}): X12Interchange[] {
  const interchanges: X12Interchange[] = [];
  let kept = 0;
  const keep = <Item>(list: Item[], item: Item, interchange: X12Interchange) => {
    if (++kept <= MOST_KEPT) list.push(item);
    else if (kept === MOST_KEPT + 1) interchange.issues.push(tooMany(interchange.start));
  };
  const reader = createX12Reader(
    {
      onTransaction: (transaction, group, interchange) => keep(group.transactions, transaction, interchange),
      onGroup: (group, interchange) => keep(interchange.groups, group, interchange),
      onInterchange: (interchange) => interchanges.push(interchange),
    },
    options,
  );
  reader.push(bytes);
  reader.end();
  return interchanges;
}

function tooMany(offset: number): X12Issue {
  const message = `The input holds more than ${MOST_KEPT} groups and transaction sets; send it in several interchanges.`;
  return { level: "interchange", code: "too-many-transaction-sets", ack: "024", message, offset };
}
