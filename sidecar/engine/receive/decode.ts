import { createHash } from "node:crypto";
import { setImmediate as breathe } from "node:timers/promises";
import { english, englishLines } from "../../catalogue/terms.ts";
import type { DocumentType } from "../../documents/document.ts";
import { documentEntry } from "../../documents/registry.ts";
import type { Flow } from "../../flows/flow.ts";
import type { Decoded, DecodedDocument, EncodingFailure, Format } from "../../formats/format.ts";
import { type Problem, problemOf } from "../../formats/mapping.ts";
import type { Connections } from "../model/connections.ts";
import { encodeWith } from "../model/encoding.ts";
import { describe, exchangeEvent } from "../model/exceptions.ts";
import { flowEntry } from "../model/flow-entry.ts";
import { laneOf } from "../model/lanes.ts";
import { localNow } from "../model/local-now.ts";
import { retainedAs } from "../model/retained-as.ts";
import { storable } from "../model/storable.ts";
import { say } from "../model/terms.ts";
import type { ConfiguredConnection } from "../ports/connection.ts";
import type {
  DecodeLookups,
  DecodeResult,
  DeliveryWriter,
  MessageJournal,
  Undecoded,
} from "../ports/journal/messages.ts";
import type { DecodeBody } from "../ports/reading.ts";
import type { Clock, Log } from "../ports/runtime.ts";
import type { Message, NewDocument, NewEvent } from "../records.ts";
import { isJournalUnreachable, isRefusedByJournal } from "../resilience/failures.ts";
import { isolate } from "../resilience/isolate.ts";
import { departuresOf, unwrittenReply } from "./reply-exceptions.ts";
import { combineUnmatched } from "./unmatched-acknowledgements.ts";

export type DecodeParts = {
  readonly journal: Pick<MessageJournal, "undecoded" | "decodeTogether">;
  readonly connections: Connections;
  readonly formats: readonly Format[];
  readonly flows: readonly Flow[];
  readonly decodeBody: DecodeBody;
  readonly clock: Clock;
  readonly onDecoded: () => void;
  readonly log: Log;
};

/**
 * The limits for the messages that are decoded in one transaction: their number, and their total size in bytes, which
 * bounds the memory used.
 */
const TOGETHER = { messages: 20, bytes: 4_194_304 };

/**
 * Creates the function that decodes the messages with the given ids into documents, and into the acknowledgements that
 * their senders expect. Messages of a connection are decoded in the order of arrival; earlier ones that are not decoded
 * yet come first.
 */
export function createDecoder(parts: DecodeParts): (ids: readonly string[]) => Promise<void> {
  return async (ids) => {
    const byConnection = Map.groupBy(await parts.journal.undecoded(ids), ({ connection }) => connection);
    for (const messages of byConnection.values())
      for (const some of portions(messages)) await decodePortion(parts, some);
  };
}

/** Splits messages into portions, in order. A message that exceeds the limit gets a portion of its own. */
function portions(messages: readonly Undecoded[]): string[][] {
  const cut: string[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const { id, size } of messages) {
    bytes += size;
    const last = cut.at(-1);
    if (last && last.length < TOGETHER.messages && bytes <= TOGETHER.bytes) last.push(id);
    else {
      cut.push([id]);
      bytes = size;
    }
  }
  return cut;
}

/**
 * Decodes a portion of messages in one transaction. If the journal refuses the result of one message, the messages are
 * decoded one by one, and the refused one becomes an exception, so that it does not block the others. While the journal
 * is unreachable, no message is at fault, and the error is thrown.
 */
async function decodePortion(parts: DecodeParts, portion: readonly string[]): Promise<void> {
  const together = async (ids: readonly string[]) => {
    const decoded = await parts.journal.decodeTogether(ids, (message, lookups) =>
      decodeMessage(parts, message, lookups),
    );
    if (decoded > 0) parts.onDecoded();
    return [];
  };
  await isolate(portion, together, async (error, ids) => {
    if (isJournalUnreachable(error)) throw error;
    parts.log.error({ messages: ids, error: String(error) }, "decoding failed");
    if (ids.length > 1) return "each";
    await raise(parts, ids);
    return [];
  });
}

/**
 * Ends the decoding of messages with an exception for each. If the journal refuses even that, the messages count as
 * decoded, and only a step in their history reports the failure, so that they block nothing.
 */
async function raise(parts: DecodeParts, ids: readonly string[]): Promise<void> {
  try {
    await parts.journal.decodeTogether(ids, async (message) => undecodable(message));
  } catch (error) {
    if (!isRefusedByJournal(error)) throw error;
    parts.log.error({ messages: ids, error: String(error) }, "a message cannot be raised as an exception");
    await parts.journal.decodeTogether(ids, async () => OVER);
  }
  parts.onDecoded();
}

const OVER: DecodeResult = {
  documents: [],
  deliveries: [],
  events: [],
  step: { name: "decoded", detail: "INTERNAL_ERROR: no exception could be raised; see the log" },
};

function undecodable(message: Message): DecodeResult {
  const document = messageException(message, { code: "INTERNAL_ERROR", findings: [] });
  const step = { name: "decoded", detail: "INTERNAL_ERROR" };
  return { documents: [document], deliveries: [], events: [exceptionEvent(document)], step };
}

/** The amount of content, in bytes, that is converted to documents before other work in this process gets a turn. */
const TURN_BYTES = 256 * 1024;

async function decodeMessage(
  parts: DecodeParts,
  message: Message,
  lookups: DecodeLookups,
): Promise<DecodeResult> {
  const connection = parts.connections.find(message.connection);
  const decoded = await read(parts, message, connection);
  const found = await combineUnmatched(
    lookups,
    parts.flows,
    await documentsOf(parts, message, connection, decoded),
  );
  const documents = [...found, ...departuresOf(message, connection, decoded)];
  const { remarks = [] } = decoded;
  const exceptions = documents.filter((document) => document.state === "attention");
  parts.log.info(
    {
      messageId: message.id,
      traceId: message.traceId,
      documents: documents.length,
      exceptions: exceptions.length,
      ...(remarks.length > 0 && { remarks: remarks.map(english) }),
    },
    "message decoded",
  );
  return {
    documents,
    deliveries: connection ? replies(parts, message, connection, decoded) : [],
    events: exceptions.map(exceptionEvent),
    raisedEvent: exceptionEvent,
    retainedAs: retainedAs(parts.flows, documents),
    step: decoded.passedOver
      ? { name: "passed over", detail: "it contains no document for Suture" }
      : {
          name: "decoded",
          detail: [decoded.problem?.code ?? `${found.length} document(s)`, ...remarks.map(english)].join(
            ". ",
          ),
        },
  };
}

async function read(
  parts: DecodeParts,
  message: Message,
  connection: ConfiguredConnection | null,
): Promise<Decoded> {
  const failed = (problem: Problem): Decoded => ({ documents: [], replies: [], problem });
  if (!connection) return failed(problemOf("UNKNOWN_PARTNER", "connection", say("no-connection")));
  const format = parts.formats.find((one) => one.code === message.format);
  if (!format) return failed({ code: "UNREADABLE", findings: [] });
  try {
    const decoded = await parts.decodeBody(format.code, message.body, {
      connection,
      duplicateOfOther: message.conflictsWith !== null,
      taken: takenTypes(parts.flows, connection),
    });
    if (message.conflictsWith === null) return decoded;
    const text = say("first-message", { message: message.conflictsWith });
    return { ...decoded, problem: problemOf("DUPLICATE_CONTENT_DIFFERS", "message", text) };
  } catch (error) {
    parts.log.error({ messageId: message.id, error: String(error) }, "decoding failed");
    return failed({ code: "INTERNAL_ERROR", findings: [] });
  }
}

/** Returns the document types for which an inbound flow is switched on for the connection. */
export function takenTypes(flows: readonly Flow[], connection: ConfiguredConnection): DocumentType[] {
  const inbound = flows.filter(
    ({ code, direction }) => direction === "inbound" && connection.flows.includes(code),
  );
  return [...new Set(inbound.map(({ documentType }) => documentType))];
}

/**
 * Returns the documents of a decoded message. If the message has a problem, or if a flow throws, which is a bug in
 * Suture, returns a single exception, and nothing of the message is applied.
 */
async function documentsOf(
  parts: DecodeParts,
  message: Message,
  connection: ConfiguredConnection | null,
  decoded: Decoded,
): Promise<NewDocument[]> {
  if (decoded.problem) return [storable(messageException(message, decoded.problem))];
  const documents: NewDocument[] = [];
  const hashOf = rangeHashes(message.body);
  let left = TURN_BYTES;
  try {
    for (const document of decoded.documents) {
      documents.push(storable(newDocument(parts, message, connection, document, hashOf)));
      left -= document.end - document.start;
      if (left > 0) continue;
      left = TURN_BYTES;
      await breathe();
    }
    return documents;
  } catch (error) {
    parts.log.error({ messageId: message.id, error: String(error) }, "a flow failed on a document");
    return [messageException(message, { code: "INTERNAL_ERROR", findings: [] })];
  }
}

/**
 * Returns a function that returns the SHA-256 of a range of a body. It caches the last range, because thousands of
 * documents may share one.
 */
function rangeHashes(body: Uint8Array): (start: number, end: number) => string {
  let last = { start: -1, end: -1, hash: "" };
  return (start, end) => {
    if (last.start !== start || last.end !== end)
      last = { start, end, hash: createHash("sha256").update(body.subarray(start, end)).digest("hex") };
    return last.hash;
  };
}

function base(message: Message, key: string) {
  return {
    messageId: message.id,
    direction: "inbound",
    connection: message.connection,
    key: `${message.connection ?? "unknown"}/${message.identity}${key}`,
    traceId: message.traceId,
  } as const;
}

function messageException(message: Message, problem: Problem): NewDocument {
  const { reasonCode, reason, suggestion } = describe(problem.code, problem.findings);
  return {
    ...base(message, ""),
    flow: null,
    lane: "standard",
    code: null,
    type: null,
    number: null,
    contentHash: message.contentHash,
    aggregate: `message/${message.id}`,
    input: null,
    controlReference: null,
    state: "attention",
    reasonCode,
    reason,
    suggestion,
    findings: problem.findings,
  };
}

export function newDocument(
  parts: Pick<DecodeParts, "flows">,
  message: Message,
  connection: ConfiguredConnection | null,
  decoded: DecodedDocument,
  hashOf: (start: number, end: number) => string,
): NewDocument {
  const common = {
    ...base(message, `/${decoded.key}`),
    code: decoded.code,
    contentHash: hashOf(decoded.start, decoded.end),
    controlReference: decoded.controlReference,
  };
  if ("problem" in decoded) return exceptionOf(common, decoded.problem, decoded);
  const { document } = decoded;
  const fitting = parts.flows.filter((one) => one.direction === "inbound" && one.accepts(document));
  const flow = fitting.find(({ code }) => connection?.flows.includes(code));
  if (!flow || !connection) {
    const text = fitting[0]
      ? say("flow-switched-off", { flow: flowEntry(fitting[0]) })
      : say("no-flow", { type: documentEntry(document.type) });
    return exceptionOf(common, problemOf("UNSUPPORTED_DOCUMENT", "flow", text), { number: document.id });
  }
  return {
    ...common,
    flow: flow.code,
    lane: laneOf(flow, connection),
    type: document.type,
    number: flow.documentNumber(document),
    aggregate: flow.aggregate(document, connection),
    contends: flow.contends?.(document, connection) ?? null,
    input: document,
    state: "queued",
  };
}

function exceptionOf(
  common: ReturnType<typeof base> & { code: string; contentHash: string; controlReference: string | null },
  problem: Problem,
  { type = null, number = null }: { readonly type?: string | null; readonly number?: string | null },
): NewDocument {
  return {
    ...common,
    flow: null,
    lane: "standard",
    type,
    number,
    aggregate: `document/${common.key}`,
    input: null,
    state: "attention",
    ...describe(problem.code, problem.findings),
  };
}

function replies(
  parts: DecodeParts,
  message: Message,
  connection: ConfiguredConnection,
  decoded: Decoded,
): DeliveryWriter[] {
  const format = parts.formats.find((one) => one.code === message.format);
  if (!format || !connection.acknowledges) return [];
  return decoded.replies.map((reply, index) => ({
    connection: connection.code,
    kind: "acknowledgement",
    documentId: null,
    messageId: message.id,
    encode: encodeWith((next) =>
      format.encodeReply(reply, { connection, now: localNow(parts.clock, connection), next }),
    ),
    onFailure: (error) => {
      parts.log.error(
        { messageId: message.id, code: reply.code, error: englishLines(findingTexts(error)) },
        "no acknowledgement could be encoded",
      );
      return unwrittenReply(message, reply, index, error);
    },
  }));
}

const findingTexts = ({ problem }: EncodingFailure) => problem.findings.map(({ text }) => text);

function exceptionEvent(document: NewDocument): NewEvent {
  const reasonCode = document.state === "attention" ? document.reasonCode : null;
  return exchangeEvent("exchange.exception", document, { state: document.state, reasonCode });
}
