import type { Emission, EmittedEvent, Flow, Plan } from "../../flows/flow.ts";
import type { Connections } from "../model/connections.ts";
import { describe, exchangeEvent } from "../model/exceptions.ts";
import { flowEntry } from "../model/flow-entry.ts";
import { outboundDocument } from "../model/outbound-document.ts";
import type { Log } from "../ports/runtime.ts";
import type { Document, NewDocument, NewEvent } from "../records.ts";
import { say } from "./terms.ts";

/**
 * The documents and events that an applied document causes. The journal stores them in the transaction of its outcome.
 */
export type Effects = { readonly emitted: readonly NewDocument[]; readonly events: readonly NewEvent[] };

export const noEffects: Effects = { emitted: [], events: [] };

type EffectParts = { readonly connections: Connections; readonly flows: readonly Flow[]; readonly log: Log };

/** Returns the documents and events that a plan emits once it is applied. A plan without operations emits none. */
export function effectsOf(parts: EffectParts, document: Document, plan: Plan): Effects {
  if (!("operations" in plan)) return noEffects;
  return {
    emitted: (plan.emits ?? []).flatMap((emission) => emittedDocument(parts, document, emission)),
    events: (plan.events ?? []).map((event) => emittedEvent(document, event)),
  };
}

function emittedEvent(document: Document, { type, data }: EmittedEvent): NewEvent {
  return { ...exchangeEvent("exchange.applied", document, {}), type: `health.suture.${type}.v1`, data };
}

/**
 * Returns a list with the document of an emission, addressed to the first connection that has the flow enabled. If
 * there is no such connection, the document is an exception, and *Retry* sends it after the flow has been enabled. If
 * no flow accepts the emission, which is a bug in Suture, logs an error and returns an empty list.
 */
function emittedDocument(parts: EffectParts, cause: Document, emission: Emission): NewDocument[] {
  const { document: input, key, connectionKind } = emission;
  const flow = parts.flows.find((one) => one.code === emission.flow && one.accepts(input));
  const connection = parts.connections.withFlow(emission.flow, connectionKind);
  const origin = connection ?? parts.connections.find(cause.connection);
  if (!flow || !origin) {
    parts.log.error(
      { key, number: cause.number, traceId: cause.traceId, flow: emission.flow },
      "no flow sends an emitted document",
    );
    return [];
  }
  const emitted = outboundDocument({ flow, connection: origin, input, key, traceId: cause.traceId });
  if (connection) return [emitted];
  const text = say("no-receiver", {
    kind: { entry: "kind", code: connectionKind, label: connectionKind },
    flow: flowEntry(flow),
  });
  const suggestion = say("switch-on", { flow: flowEntry(flow) });
  const reason = describe("UNKNOWN_PARTNER", [], suggestion, text);
  return [{ ...emitted, connection: null, state: "attention", ...reason }];
}
