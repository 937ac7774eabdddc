import type { CanonicalDocument, DocumentType } from "../../documents/document.ts";
import { documentEntry, documentTypes } from "../../documents/registry.ts";
import { withoutSensitive } from "../../documents/without-sensitive.ts";
import type { Flow } from "../../flows/flow.ts";
import type { DecodedDocument } from "../../formats/format.ts";
import { type Problem, problemOf } from "../../formats/mapping.ts";
import type { Term } from "../../terms/term.ts";
import { describe, exchangeEvent } from "../model/exceptions.ts";
import { flowEntry } from "../model/flow-entry.ts";
import { laneOf } from "../model/lanes.ts";
import { envelopeReferences } from "../model/search-terms.ts";
import { say } from "../model/terms.ts";
import type { ConfiguredConnection } from "../ports/connection.ts";
import type { Message, NewDocument, NewEvent } from "../records.ts";

/** Converts the content of a message to documents of the journal. */

/**
 * Returns the document types that a connection accepts: those with an enabled inbound flow, and those that no flow handles. A
 * document of the latter is understood and kept for the flow of a later version, so it is not the partner's error.
 */
export function takenTypes(flows: readonly Flow[], connection: ConfiguredConnection): DocumentType[] {
  const inbound = flows.filter(
    ({ code, direction }) => direction === "inbound" && connection.flows.includes(code),
  );
  const handled = new Set(flows.map(({ documentType }) => documentType));
  const unhandled = documentTypes
    .map(({ schema }) => schema.shape.type.value as DocumentType)
    .filter((type) => !handled.has(type));
  return [...new Set([...inbound.map(({ documentType }) => documentType), ...unhandled])];
}

function base(message: Message, key: string) {
  return {
    messageId: message.id,
    direction: "inbound",
    connection: message.connection,
    key: `${message.connection ?? "unknown"}/${message.identity}${key}`,
    traceId: message.traceId,
    envelope: envelopeReferences(message),
  } as const;
}

/** Returns the exception that reports a problem of a message as a whole. */
export function messageException(message: Message, problem: Problem): NewDocument {
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

/**
 * Converts a decoded document to a document of the journal: one that is queued for the flow that accepts it, or an
 * exception if it has a problem or the connection has no such flow. All acknowledgements of a message have the same
 * exception if their flow is switched off. `hashOf` returns the hash of a range of the message.
 */
export function newDocument(
  parts: { readonly flows: readonly Flow[] },
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
    sourceStart: decoded.start,
    sourceEnd: decoded.end,
  };
  if ("problem" in decoded) return exceptionOf(common, decoded.problem, decoded);
  const { document } = decoded;
  const fitting = parts.flows.filter((one) => one.direction === "inbound" && one.accepts(document));
  const flow = fitting.find(({ code }) => connection?.flows.includes(code));
  if (!flow || !connection)
    return fitting[0] || parts.flows.some((one) => handles(one, document))
      ? untaken(message, common, document, fitting[0])
      : unhandled(common, document);
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

/** Returns whether a flow is for received documents of the same type, though perhaps not for this one. */
const handles = ({ direction, documentType }: Flow, { type }: CanonicalDocument): boolean =>
  direction === "inbound" && documentType === type;

/**
 * Returns the exception for a document of a type that no flow handles. Its content is stored for display. `recordCapabilities`
 * retries it when a later version of the sidecar has a flow for it.
 */
function unhandled(common: Common, document: CanonicalDocument): NewDocument {
  const text = say("no-flow", { type: documentEntry(document.type) });
  const problem = problemOf("UNSUPPORTED_DOCUMENT", "flow", text);
  const { type, id: number } = document;
  const exception = exceptionOf(common, problem, { type, number }, say("suggest-no-flow"));
  return { ...exception, shown: withoutSensitive(document) };
}

type Common = ReturnType<typeof base> & {
  readonly code: string;
  readonly contentHash: string;
  readonly controlReference: string | null;
};

/**
 * Returns the exception for a document that no flow of the connection accepts. `fitting` is the flow that would accept it if it
 * were switched on. If that flow is for acknowledgements, all those of the message share one exception, because a message may
 * contain thousands.
 */
function untaken(
  message: Message,
  common: Common,
  document: CanonicalDocument,
  fitting: Flow | undefined,
): NewDocument {
  const text = fitting
    ? say("flow-switched-off", { flow: flowEntry(fitting) })
    : say("no-flow", { type: documentEntry(document.type) });
  const problem = problemOf("UNSUPPORTED_DOCUMENT", "flow", text);
  if (fitting?.confirmedControl === undefined) return exceptionOf(common, problem, { number: document.id });
  const { key } = base(message, `/switched-off/${fitting.code}`);
  const shared = { ...common, key, contentHash: message.contentHash, controlReference: null };
  return exceptionOf(shared, problem, { type: document.type });
}

function exceptionOf(
  common: Common,
  problem: Problem,
  { type = null, number = null }: { readonly type?: string | null; readonly number?: string | null },
  suggestion?: Term,
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
    ...describe(problem.code, problem.findings, suggestion),
  };
}

/** Returns the event that announces an exception. */
export function exceptionEvent(document: NewDocument): NewEvent {
  const reasonCode = document.state === "attention" ? document.reasonCode : null;
  return exchangeEvent("exchange.exception", document, { state: document.state, reasonCode });
}
