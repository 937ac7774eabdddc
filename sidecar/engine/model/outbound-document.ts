import { createHash } from "node:crypto";
import type { Flow, FlowInput } from "../../flows/flow.ts";
import type { ConfiguredConnection } from "../ports/connection.ts";
import type { DocumentLink, NewDocument } from "../records.ts";
import { laneOf } from "./lanes.ts";

/**
 * Creates an outgoing document to be inserted into the journal. The journal inserts a key only once, so the document is
 * not sent twice.
 */
export function outboundDocument(given: {
  readonly flow: Flow;
  readonly connection: ConfiguredConnection;
  readonly input: FlowInput;
  readonly key: string;
  readonly traceId: string;
  readonly links?: readonly DocumentLink[];
}): NewDocument {
  const { flow, connection, input, key, traceId, links } = given;
  return {
    messageId: null,
    direction: "outbound",
    connection: connection.code,
    flow: flow.code,
    lane: laneOf(flow, connection),
    code: null,
    type: flow.documentType,
    number: flow.documentNumber(input),
    key,
    contentHash: createHash("sha256").update(JSON.stringify(input)).digest("hex"),
    aggregate: flow.aggregate(input, connection),
    contends: flow.contends?.(input, connection) ?? null,
    input,
    ...(links && { links }),
    controlReference: null,
    traceId,
    state: "queued",
  };
}
