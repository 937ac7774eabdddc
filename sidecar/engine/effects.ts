import type { Emission, EmittedEvent, Flow, Plan } from "../flows/flow.ts";
import type { Connections } from "./connections.ts";
import { exchangeEvent } from "./exceptions.ts";
import { outboundDocument } from "./outbound-document.ts";
import type { Document, Log, NewDocument, NewEvent } from "./ports.ts";

/** What a document brings about beside its own outcome; committed with it in the journal. */
export type Effects = { readonly emitted: readonly NewDocument[]; readonly events: readonly NewEvent[] };

export const noEffects: Effects = { emitted: [], events: [] };

type EffectParts = { readonly connections: Connections; readonly flows: readonly Flow[]; readonly log: Log };

/** The documents and events that a plan asks for. An emission that no connection takes is told in the log. */
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

function emittedDocument(parts: EffectParts, cause: Document, emission: Emission): NewDocument[] {
  const connection = parts.connections.ofKind(emission.connectionKind);
  const flow = parts.flows.find((one) => one.code === emission.flow && one.accepts(emission.document));
  if (!connection?.flows.includes(emission.flow) || !flow) {
    const fields = {
      key: cause.key,
      traceId: cause.traceId,
      kind: emission.connectionKind,
      flow: emission.flow,
    };
    parts.log.warn(fields, "no connection takes what a document brings about");
    return [];
  }
  const { document, key } = emission;
  return [outboundDocument({ flow, connection, input: document, key, traceId: cause.traceId })];
}
