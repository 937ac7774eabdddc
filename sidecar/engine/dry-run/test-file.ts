import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import type { Flow } from "../../flows/flow.ts";
import { BILLING_CONTENT_TYPE } from "../../formats/billing/format.ts";
import { BATCH_CONTENT_TYPE, EVENT_CONTENT_TYPE } from "../../formats/cloudevents/format.ts";
import type { EnvelopeView } from "../../formats/envelope-view.ts";
import type { Decoded, Format } from "../../formats/format.ts";
import { problemOf } from "../../formats/mapping.ts";
import type { Term } from "../../terms/term.ts";
import type { Connections } from "../model/connections.ts";
import { describe } from "../model/exceptions.ts";
import { say as sayEngine } from "../model/terms.ts";
import type { ConfiguredConnection } from "../ports/connection.ts";
import type { DryRunDocument, DryRunMessage, DryRunResult } from "../ports/dry-run.ts";
import type { DocumentJournal } from "../ports/journal/documents.ts";
import type { Odoo, OutboxRow } from "../ports/odoo.ts";
import type { CutBody, DecodeBody } from "../ports/reading.ts";
import type { Clock, Log } from "../ports/runtime.ts";
import { newDocument, takenTypes } from "../receive/new-documents.ts";
import type { Document, Message, NewDocument } from "../records.ts";
import type { Breaker } from "../resilience/breaker.ts";
import { contentOf, MOST, shortenedDocument } from "./dry-run-result.ts";
import { createPreviewer, type PreviewParts } from "./preview.ts";
import { say } from "./terms.ts";

export type TestFileParts = {
  readonly journal: Pick<DocumentJournal, "appliedOf">;
  readonly odoo: Pick<Odoo, "read" | "preview" | "configuration">;
  readonly flows: readonly Flow[];
  readonly formats: readonly Format[];
  readonly breaker: Breaker;
  readonly cut: CutBody;
  readonly decodeBody: DecodeBody;
  readonly clock: Clock;
  readonly log: Log;
};

/**
 * Reads a connection from Odoo, with its current configuration. It is returned as active even if it is still in setup.
 * Returns null if it does not exist.
 */
export async function connectionNow(
  odoo: Pick<Odoo, "configuration">,
  code: string | null,
): Promise<ConfiguredConnection | null> {
  const now = await odoo.configuration(null, null);
  const found = now?.connections.find((one) => one.code === code);
  return found ? { ...found, active: true } : null;
}

/**
 * Returns what would happen if the partner delivered this file. Decodes the file with the current configuration of the
 * connection, previews its documents against the records in Odoo, and discards everything. Nothing is written to the
 * journal or to Odoo.
 * @returns the result, or the reason why there is none
 */
export async function readTestFile(parts: TestFileParts, row: OutboxRow): Promise<DryRunResult | Term> {
  const body = contentOf(row.arguments.content_base64);
  if (body === null) return say("file-unusable");
  const connection = await connectionNow(parts.odoo, row.connection);
  if (!connection) return say("connection-gone");
  const { format, parts: pieces } = await parts.cut(body, contentTypeOf(body, connection, parts.formats));
  if (format === null) return { outcome: "unreadable", format, messages: [], more: 0 };
  const messages: DryRunMessage[] = [];
  let left: number = MOST.documents;
  for (const [index, piece] of pieces.slice(0, MOST.messages).entries()) {
    const bytes = body.subarray(piece.start, piece.end);
    const message = piece.unreadable
      ? unusable(piece.unreadable)
      : await readTestMessage(parts, connection, messageOf(parts, connection, format, bytes, index), left);
    left -= message.documents.length;
    messages.push(message);
  }
  return { outcome: "read", format, messages, more: Math.max(0, pieces.length - MOST.messages) };
}

/**
 * Determines the content type of a JSON test file, because the partner would state it in the request, but the file does
 * not contain it: an event, a batch of events, or the connection's own format if that is JSON. Returns null if the file
 * is not JSON.
 */
function contentTypeOf(
  body: Uint8Array,
  { kind, format }: ConfiguredConnection,
  formats: readonly Format[],
): string | null {
  const text = Buffer.from(body.subarray(0, 64))
    .toString("latin1")
    .replace(/^\xef\xbb\xbf/, "")
    .trimStart();
  const isEvent = Buffer.from(body).includes('"specversion"');
  if (!/^[[{]/.test(text)) return null;
  const own = formats.find(({ code }) => code === format.code)?.mediaTypes[0] ?? "";
  if (!isEvent && own.endsWith("json") && own !== EVENT_CONTENT_TYPE) return own;
  if (text.startsWith("[")) return BATCH_CONTENT_TYPE;
  return kind === "billing" && !isEvent ? BILLING_CONTENT_TYPE : EVENT_CONTENT_TYPE;
}

const unusable = (text: Term): DryRunMessage => {
  const { findings: _, ...problem } = describe("UNREADABLE", [], undefined, text);
  return { envelope: [], problem, passedOver: false, documents: [], more: 0 };
};

async function readTestMessage(
  parts: TestFileParts,
  connection: ConfiguredConnection,
  message: Message,
  most: number,
): Promise<DryRunMessage> {
  const view = envelopeOf(parts, message, connection);
  const decoded = await read(parts, message, connection);
  const problem = decoded.problem ? describe(decoded.problem.code, decoded.problem.findings) : null;
  const inside = problem && view ? await readInside(parts, message, connection, view) : decoded;
  const some = inside.problem ? [] : inside.documents.slice(0, Math.max(0, most));
  const records = some.map((one) =>
    recordOf(
      newDocument(parts, message, connection, one, () => ""),
      parts.clock(),
    ),
  );
  return {
    envelope: view?.rows ?? [],
    problem: problem && {
      reasonCode: problem.reasonCode,
      reason: problem.reason,
      suggestion: problem.suggestion,
    },
    passedOver: decoded.passedOver === true,
    documents: await previewDocuments(parts, connection, records),
    more: inside.problem ? 0 : inside.documents.length - some.length,
  };
}

function envelopeOf(
  { formats, log }: TestFileParts,
  message: Message,
  connection: ConnectionProfile,
): EnvelopeView | null {
  try {
    const format = formats.find(({ code }) => code === message.format);
    return format?.envelope?.(message.body, connection) ?? null;
  } catch (error) {
    log.error({ messageId: message.id, error: String(error) }, "an envelope could not be shown");
    return null;
  }
}

/**
 * Decodes a message whose envelope names another partner or environment as if the envelope were right, so that the test
 * shows the problems of the envelope and of the content together. Returns no documents if the envelope is right.
 */
async function readInside(
  parts: TestFileParts,
  message: Message,
  connection: ConfiguredConnection,
  { rows, asFound }: EnvelopeView,
): Promise<Decoded> {
  const nothing: Decoded = { documents: [], replies: [] };
  if (rows.every(({ fits }) => fits)) return nothing;
  return read(parts, message, { ...connection, ...asFound });
}

async function read(
  parts: TestFileParts,
  message: Message,
  connection: ConfiguredConnection,
): Promise<Decoded> {
  try {
    return await parts.decodeBody(message.format ?? "", message.body, {
      connection,
      duplicateOfOther: false,
      taken: takenTypes(parts.flows, connection),
    });
  } catch (error) {
    parts.log.error({ messageId: message.id, error: String(error) }, "decoding a sample failed");
    return {
      documents: [],
      replies: [],
      problem: problemOf("INTERNAL_ERROR", "message", sayEngine("reading-failed")),
    };
  }
}

/**
 * Creates a previewer that knows only this connection. It reads only applied documents from the journal, because the
 * documents of test files are not stored there.
 */
export function previewerFor(
  parts: Omit<TestFileParts, "cut" | "decodeBody">,
  connection: ConfiguredConnection,
  onWritten?: PreviewParts["onWritten"],
) {
  const connections: Connections = {
    known: () => true,
    find: (code) => (code === connection.code ? connection : null),
    configured: (code) => (code === connection.code ? connection : null),
    all: () => [connection],
    withFlow: (flow) => (connection.flows.includes(flow) ? connection : null),
    version: () => null,
    replace: () => {},
  };
  const journal = {
    blockers: async () => new Map<string, string>(),
    unfinishedOf: async () => null,
    appliedOf: parts.journal.appliedOf,
  };
  return createPreviewer({ ...parts, journal, connections, ...(onWritten && { onWritten }) });
}

async function previewDocuments(
  parts: TestFileParts,
  connection: ConfiguredConnection,
  documents: readonly Document[],
): Promise<DryRunDocument[]> {
  const preview = previewerFor(parts, connection);
  const open = documents.filter(({ state }) => state === "queued");
  const answers = new Map(
    (await preview(open.map((document) => ({ document })))).map((one, at) => [open[at], one]),
  );
  return documents.map((document) => {
    const { code, type, number, flow, input, shown = null } = document;
    const payload = input === null || input.type === "OutboxTrigger" ? shown : input;
    const seen = answers.get(document) ?? exceptionPreview(document);
    return shortenedDocument({ code, type, number, flow, preview: seen, payload });
  });
}

const exceptionPreview = ({ reasonCode, reason, suggestion, findings }: Document) =>
  ({ outcome: "exception", reasonCode, reason, suggestion, findings }) as const;

/**
 * Creates a message that is never stored in the journal. Its identity is unique, so that it is not a duplicate of an
 * earlier message.
 */
function messageOf(
  { clock }: TestFileParts,
  connection: ConfiguredConnection,
  format: string,
  body: Uint8Array,
  index: number,
): Message {
  const receivedAt = clock();
  return {
    id: `rehearsal-${index + 1}`,
    connection: connection.code,
    transport: "rehearsal",
    contentType: null,
    format,
    identity: `rehearsal/${receivedAt.getTime()}/${index + 1}`,
    contentHash: "",
    conflictsWith: null,
    body,
    state: "received",
    traceId: "",
    receivedAt,
  };
}

/** Converts a new document to the record that the journal would return for it. */
export function recordOf(document: NewDocument, now: Date): Document {
  return {
    ...NOTHING_YET,
    ...document,
    id: document.key,
    links: document.links ?? [],
    receivedAt: now,
  };
}

const NOTHING_YET = {
  sequence: "0",
  output: null,
  reasonCode: null,
  reason: null,
  suggestion: null,
  findings: [],
  changes: [],
  note: null,
  attempts: 0,
  failedAlone: 0,
  wasException: false,
  nextAttemptAt: null,
  heldBehind: null,
  acknowledgement: "none",
  acknowledgedAt: null,
  acknowledgedBy: null,
  revision: 1,
  doneAt: null,
  dueAt: null,
  version: 1,
  supersedes: null,
} as const;
