import { dayIn } from "../../documents/days.ts";
import type {
  AppliedDocument,
  Flow,
  FlowInput,
  Plan,
  PlanContext,
  ReadRequest,
  Snapshot,
} from "../../flows/flow.ts";
import type { Term } from "../../terms/term.ts";
import type { Connections } from "../model/connections.ts";
import type { ConfiguredConnection } from "../ports/connection.ts";
import type { Document } from "../records.ts";
import { say } from "./terms.ts";
import { unionReads } from "./union-reads.ts";

/** A document with its connection, its flow, its content and the read requests for planning it. */
export type Prepared = {
  readonly document: Document;
  readonly connection: ConfiguredConnection;
  readonly flow: Flow;
  readonly input: FlowInput;
  readonly reads: Readonly<Record<string, ReadRequest>>;
};

export type Unprepared = {
  readonly document: Document;
  readonly because: Extract<Plan, { exception: unknown }>;
};

/**
 * Finds the connection of a document, its flow, and the flow's read requests. Returns an exception if the connection is
 * not active, or if the flow is not enabled on the connection or does not accept the document.
 */
export function prepare(
  document: Document,
  connections: Connections,
  flows: readonly Flow[],
): Prepared | Unprepared {
  const refuse = (code: "UNKNOWN_PARTNER" | "UNSUPPORTED_DOCUMENT", text: Term): Unprepared => ({
    document,
    because: { exception: { code, findings: [{ code, field: "connection", text }] } },
  });
  const connection = addressee(document, connections);
  if (!connection) return refuse("UNKNOWN_PARTNER", say("connection-off"));
  const flow = flows.find((one) => one.code === document.flow);
  const { input } = document;
  if (!flow || input === null || !flow.accepts(input) || !connection.flows.includes(flow.code))
    return refuse("UNSUPPORTED_DOCUMENT", say("flow-off"));
  return { document, connection, flow, input, reads: readsOf(flow, input, connection) };
}

/**
 * Returns the read requests of the flow, restricted to the connection's company, because the integration user may
 * belong to several companies.
 */
function readsOf(
  flow: Flow,
  input: FlowInput,
  connection: ConfiguredConnection,
): Readonly<Record<string, ReadRequest>> {
  const asked = Object.entries(flow.reads(input, connection));
  return Object.fromEntries(
    asked.map(([name, request]) => [name, { ...request, company: connection.companyId }]),
  );
}

/**
 * Returns the active connection of a document, or null. A document that was emitted while no connection had its flow
 * enabled uses the first connection that has it enabled now.
 */
const addressee = ({ connection, direction, flow }: Document, connections: Connections) =>
  connection === null && direction === "outbound" && flow !== null
    ? connections.withFlow(flow)
    : connections.find(connection);

/**
 * The combined reads of a batch, for one call. Identical reads of several documents (units, currencies) are made once;
 * reads that differ only in their lists of values are joined if the flow declares them `shared`.
 */
export type BatchReads = {
  readonly requests: Readonly<Record<string, ReadRequest>>;
  /** Returns the part of the response that belongs to the document at this index of the batch. */
  snapshotOf(answer: Snapshot, index: number): Snapshot;
  /** Returns whether the response to a joined read may be truncated, so that each document must be read separately. */
  isCut(answer: Snapshot): boolean;
};

export function mergeReads(batch: readonly Prepared[]): BatchReads {
  const requests: Record<string, ReadRequest> = {};
  const nameOf = new Map<string, string>();
  const unions = unionReads();
  const names = batch.map(({ reads }) =>
    Object.entries(reads).map(([name, request]) => {
      if (request.shared) return [name, unions.add(name, request)] as const;
      const content = JSON.stringify(request);
      const merged = nameOf.get(content) ?? `${nameOf.size}.${name}`;
      nameOf.set(content, merged);
      requests[merged] = request;
      return [name, merged] as const;
    }),
  );
  return {
    requests: { ...requests, ...unions.requests() },
    isCut: unions.isCut,
    snapshotOf: (answer, index) =>
      Object.fromEntries((names[index] ?? []).map(([name, merged]) => [name, answer[merged] ?? []])),
  };
}

/**
 * Converts applied documents to the form in which a flow receives the history of an aggregate. Documents without
 * content are omitted.
 */
export const asHistory = (applied: readonly Document[]): AppliedDocument[] =>
  applied.flatMap(({ id, input, output, changes }) =>
    input === null ? [] : [{ id, input, output, changes }],
  );

/**
 * Returns the plan that the document's flow makes from the snapshot. Has no side effects. If the flow throws, the error
 * is thrown on, and the caller turns it into an exception.
 */
export function planFor(
  prepared: Prepared,
  snapshot: Snapshot,
  now: Date,
  history: readonly AppliedDocument[],
): Plan {
  const { flow, connection, input, document } = prepared;
  // A connection stores the settings of all its flows in one object, but each flow's schema knows only its own.
  const policy = flow.policy.strip().parse(connection.policy);
  const { accepted = [] } = document;
  const today = dayIn(now.toISOString(), connection.timeZone);
  const context: PlanContext<unknown> = { connection, policy, today, history, accepted };
  return flow.plan(input, snapshot, context);
}
