import { createEnvelopeReader, type EnvelopeHandlers, type X12Encoding } from "./envelope.ts";
import { createX12Tokenizer, type X12Tokenizer } from "./tokenizer.ts";
import type { X12Interchange } from "./types.ts";

/** What a streaming reader calls; `onTransaction` is the only one needed. */
export type X12ReaderHandlers = EnvelopeHandlers;

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
  const reader = createX12Reader(
    {
      onTransaction: (transaction, group) => group.transactions.push(transaction),
      onGroup: (group, interchange) => interchange.groups.push(group),
      onInterchange: (interchange) => interchanges.push(interchange),
    },
    options,
  );
  reader.push(bytes);
  reader.end();
  return interchanges;
}
