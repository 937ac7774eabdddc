import { createHash } from "node:crypto";
import { setImmediate as breathe } from "node:timers/promises";
import { english } from "../../catalogue/terms.ts";
import type { Flow } from "../../flows/flow.ts";
import type { Decoded, DecodedDocument, Format } from "../../formats/format.ts";
import { type Problem, problemOf } from "../../formats/mapping.ts";
import type { Connections } from "../model/connections.ts";
import { retainedAs } from "../model/retained-as.ts";
import { storable } from "../model/storable.ts";
import { say } from "../model/terms.ts";
import type { ConfiguredConnection } from "../ports/connection.ts";
import type { DecodeLookups, DecodeResult } from "../ports/journal/messages.ts";
import type { BodyContext, DecodeBody } from "../ports/reading.ts";
import type { Clock, Log } from "../ports/runtime.ts";
import type { Message, NewDocument } from "../records.ts";
import { exceptionEvent, messageException, newDocument, takenTypes } from "./new-documents.ts";
import { replies } from "./replies.ts";
import { departuresOf } from "./reply-exceptions.ts";
import { combineUnmatched } from "./unmatched-acknowledgements.ts";

export type MessageParts = {
  readonly connections: Pick<Connections, "find">;
  readonly formats: readonly Format[];
  readonly flows: readonly Flow[];
  readonly clock: Clock;
  readonly log: Log;
};
export type WholeDecodeParts = MessageParts & { readonly decodeBody: DecodeBody };

/** Decodes a message that is in memory. */
export async function decodeMessage(
  parts: WholeDecodeParts,
  message: Message,
  lookups: DecodeLookups,
): Promise<DecodeResult> {
  const connection = parts.connections.find(message.connection);
  const { documents, ...rest } = await read(parts, message, connection);
  const hashOf = rangeHashes(message.body);
  const found = rest.problem ? [] : await enter(parts, message, connection, documents, hashOf);
  const combined = found && (await combineUnmatched(lookups, parts.flows, message, found));
  return resultOf(parts, message, rest, combined ?? [internalError(message)]);
}

/** The maximum number of document numbers in a log line. */
const MOST_NUMBERS = 10;

/** Returns the distinct numbers of the first documents, for the log. */
const numbersOf = (documents: readonly NewDocument[]): string[] =>
  [...new Set(documents.flatMap(({ number }) => number ?? []))].slice(0, MOST_NUMBERS);

/** The result of decoding a message, without its documents. */
type Rest = Omit<Decoded, "documents">;
export type Tally = { documents: number; exceptions: number; readonly flows: Set<string | null> };

/**
 * Returns the result that is stored at the end of decoding a message: its last documents, its acknowledgements and a
 * step of its history. If the message has a problem, the documents in `found` are replaced by a single exception that
 * reports the problem.
 * @param before counts of the documents that were already stored in portions, and their flows
 */
export function resultOf(
  parts: MessageParts,
  message: Message,
  decoded: Rest,
  found: readonly NewDocument[],
  before: Tally = { documents: 0, exceptions: 0, flows: new Set() },
): DecodeResult {
  const connection = parts.connections.find(message.connection);
  const last = decoded.problem ? [storable(messageException(message, decoded.problem))] : found;
  const documents = [...last, ...departuresOf(message, connection, decoded)];
  const exceptions = documents.filter((document) => document.state === "attention");
  const count = before.documents + last.length;
  const remarks = (decoded.remarks ?? []).map(english);
  parts.log.info(
    {
      messageId: message.id,
      traceId: message.traceId,
      documents: before.documents + documents.length,
      exceptions: before.exceptions + exceptions.length,
      numbers: numbersOf(documents),
      ...(remarks.length > 0 && { remarks }),
    },
    "message decoded",
  );
  return {
    documents,
    deliveries: connection ? replies(parts, message, connection, decoded.replies) : [],
    events: exceptions.map(exceptionEvent),
    raisedEvent: exceptionEvent,
    ...((decoded.isStranger || !connection) && { isStranger: true }),
    ...(decoded.numbered && { numbered: decoded.numbered }),
    retainedAs: retainedAs(parts.flows, [...documents, ...[...before.flows].map((flow) => ({ flow }))]),
    step: decoded.passedOver
      ? { name: "passed over", detail: "it contains no document for Suture" }
      : {
          name: "decoded",
          detail: [decoded.problem?.code ?? `${count} document(s)`, ...remarks].join(". "),
        },
  };
}

/** The format and the context with which a message is decoded, or the problem because of which it cannot be decoded. */
export type Readiness =
  | { readonly format: Format; readonly context: BodyContext }
  | { readonly problem: Problem };

export function readinessOf(
  { formats, flows }: Pick<MessageParts, "formats" | "flows">,
  message: Message,
  connection: ConfiguredConnection | null,
): Readiness {
  if (!connection) return { problem: problemOf("UNKNOWN_PARTNER", "connection", say("no-connection")) };
  const format = formats.find((one) => one.code === message.format);
  if (!format) {
    const { unreadable } = message;
    return {
      problem: unreadable
        ? problemOf("UNREADABLE", "message", unreadable)
        : { code: "UNREADABLE", findings: [] },
    };
  }
  const context = {
    connection,
    duplicateOfOther: message.conflictsWith !== null,
    ...(message.stranger === "refused" && { refusesStrangers: true }),
    taken: takenTypes(flows, connection),
  };
  return { format, context };
}

/** Adds a problem to the result if the identity of the message was used before with different content. */
export function withConflict<Result extends Rest>(decoded: Result, { conflictsWith }: Message): Result {
  if (conflictsWith === null) return decoded;
  const text = say("first-message", { message: conflictsWith });
  return { ...decoded, problem: problemOf("DUPLICATE_CONTENT_DIFFERS", "message", text) };
}

async function read(
  parts: WholeDecodeParts,
  message: Message,
  connection: ConfiguredConnection | null,
): Promise<Decoded> {
  const failed = (problem: Problem): Decoded => ({ documents: [], replies: [], problem });
  const ready = readinessOf(parts, message, connection);
  if ("problem" in ready) return failed(ready.problem);
  try {
    return withConflict(await parts.decodeBody(ready.format.code, message.body, ready.context), message);
  } catch (error) {
    parts.log.error({ messageId: message.id, error: String(error) }, "decoding failed");
    return failed(INTERNAL_ERROR);
  }
}

const INTERNAL_ERROR: Problem = { code: "INTERNAL_ERROR", findings: [] };
const internalError = (message: Message): NewDocument => messageException(message, INTERNAL_ERROR);

/**
 * Returns the result for a message that cannot be decoded: an exception and its event, but no other document and no
 * acknowledgement.
 */
export function undecodable(message: Message): DecodeResult {
  const document = internalError(message);
  const step = { name: "decoded", detail: "INTERNAL_ERROR" };
  return { documents: [document], deliveries: [], events: [exceptionEvent(document)], step };
}

/** The result for a message for which the journal refuses even an exception. */
export const OVER: DecodeResult = {
  documents: [],
  deliveries: [],
  events: [],
  step: { name: "decoded", detail: "INTERNAL_ERROR: no exception could be raised; see the log" },
};

/** The number of bytes of content that are converted to documents before other tasks in this process can run. */
const TURN_BYTES = 256 * 1024;

/**
 * Converts decoded documents to documents of the journal. An exception that several of them share is returned once. Returns
 * null if a flow throws (a bug in Suture), so that the caller stores none of them.
 */
export async function enter(
  parts: Pick<MessageParts, "flows" | "log">,
  message: Message,
  connection: ConfiguredConnection | null,
  decoded: readonly DecodedDocument[],
  hashOf: (start: number, end: number) => string,
): Promise<NewDocument[] | null> {
  const documents: NewDocument[] = [];
  const shared = new Set<string>();
  let left = TURN_BYTES;
  try {
    for (const document of decoded) {
      const entered = newDocument(parts, message, connection, document, hashOf);
      if (!shared.has(entered.key)) documents.push(storable(entered));
      if (entered.state === "attention") shared.add(entered.key);
      left -= document.end - document.start;
      if (left > 0) continue;
      left = TURN_BYTES;
      await breathe();
    }
    return documents;
  } catch (error) {
    parts.log.error({ messageId: message.id, error: String(error) }, "a flow failed on a document");
    return null;
  }
}

/**
 * Returns a function that computes the SHA-256 hash (hexadecimal) of a range of a body's bytes. It caches the hash of
 * the last range, because thousands of documents may share the same range.
 */
function rangeHashes(body: Uint8Array): (start: number, end: number) => string {
  let last = { start: -1, end: -1, hash: "" };
  return (start, end) => {
    if (last.start !== start || last.end !== end)
      last = { start, end, hash: createHash("sha256").update(body.subarray(start, end)).digest("hex") };
    return last.hash;
  };
}
