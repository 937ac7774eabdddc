import { setImmediate as turn } from "node:timers/promises";
import type { Request, Router } from "express";
import { structuredFrom } from "../../../codecs/cloudevents/binary.ts";
import { readCloudEvents } from "../../../codecs/cloudevents/read.ts";
import { connectionUri } from "../../../engine/model/connections.ts";
import type { ConfiguredConnection } from "../../../engine/ports/connection.ts";
import type { KeyJournal } from "../../../engine/ports/journal/access.ts";
import type { PartnerKeyJournal } from "../../../engine/ports/partner-keys.ts";
import { BATCH_CONTENT_TYPE, EVENT_CONTENT_TYPE } from "../../../formats/cloudevents/format.ts";
import { atMost, type EndpointParts, endpoint } from "../../../http/endpoint.ts";
import { presentedKey } from "../../../http/operators.ts";
import type { Visit } from "../../../http/visit.ts";
import { digestOf } from "../../../security/keys.ts";
import { attributesOf, type EventMode, mediaType, modeOf } from "./event-mode.ts";

export type EventParts = EndpointParts & {
  readonly journal: Pick<KeyJournal, "connectionOfKey"> & Pick<PartnerKeyJournal, "noteKeyUse">;
};

type Sender = { readonly connection: ConfiguredConnection; readonly mode: EventMode };

const KEPT_HEADERS = ["content-type", "content-encoding", "content-length", "user-agent", "traceparent"];

/**
 * Creates the route `POST /v1/events`, which accepts CloudEvents 1.0 in structured, binary or batched mode (CloudEvents HTTP
 * binding, §3) for the connection of the API key. Responds with 202 when all events have been committed.
 */
export function eventRoutes(parts: EventParts): Router {
  return endpoint<Sender>(parts, {
    path: "/v1/events",
    inflate: true,
    provenBy: "key",
    keptHeaders: KEPT_HEADERS,
    recognise: (visit) => recognise(parts, visit),
    receive,
    bodyDetails: {},
    tooLarge: atMost,
  });
}

async function recognise({ connections, journal }: EventParts, visit: Visit): Promise<Sender | null> {
  const key = presentedKey(visit.request);
  const digest = key === null ? null : digestOf(key);
  const code = digest === null ? null : await journal.connectionOfKey(digest);
  const connection = code === null ? null : connections.configured(code);
  if (digest === null || !connection) {
    const reason = code === null ? "unauthorized" : "unknown-connection";
    return visit.refuse("unauthorized", "Send the connection's API key as a bearer token.", reason);
  }
  visit.isFrom(connection);
  void journal.noteKeyUse(digest);
  if (!(await visit.isProven(connection))) return null;
  const mode = modeOf(visit.request);
  if (mode !== null) return { connection, mode };
  const detail = `Send ${EVENT_CONTENT_TYPE}, ${BATCH_CONTENT_TYPE}, or JSON with the headers ce-specversion, ce-id, ce-source and ce-type.`;
  return visit.refuse("unsupported-media-type", detail);
}

async function receive(visit: Visit, body: Buffer, { connection, mode }: Sender): Promise<void> {
  if (body.length === 0 && mode !== "binary") {
    await visit.refuse("empty-body");
    return;
  }
  const events = mode === "binary" ? eventOf(visit.request, body) : body;
  const uri = connectionUri(connection.code);
  if (speaksForOthers(events, uri)) {
    const detail = `The source of this connection's events must be ${uri}; nothing was accepted.`;
    await visit.refuse("forbidden", detail, "event-source");
    return;
  }
  // Splitting the body takes long, so other tasks run before it.
  await turn();
  const contentType = mode === "batched" ? BATCH_CONTENT_TYPE : EVENT_CONTENT_TYPE;
  visit.answer(await visit.store({ connection, contentType, body: events }));
}

/** Converts an event from binary to structured mode. If the request is not a valid event, returns the body unchanged. */
function eventOf(request: Request, body: Buffer): Uint8Array {
  const headers = attributesOf(request);
  return structuredFrom({ headers, contentType: mediaType(request), body }) ?? body;
}

/**
 * Returns whether any event has a source other than `uri`, the source of the connection. One such event is enough to refuse the
 * request, because a key must not be usable for events of another connection.
 */
function speaksForOthers(body: Uint8Array, uri: string): boolean {
  const read = readCloudEvents(body);
  return "events" in read && read.events.some((part) => "event" in part && part.event.source !== uri);
}
