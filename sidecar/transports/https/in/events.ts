import { setImmediate as turn } from "node:timers/promises";
import type { Request, Router } from "express";
import { structuredFrom } from "../../../codecs/cloudevents/binary.ts";
import { readCloudEvents } from "../../../codecs/cloudevents/read.ts";
import { connectionUri } from "../../../engine/model/connections.ts";
import type { ConfiguredConnection } from "../../../engine/ports/connection.ts";
import type { KeyJournal } from "../../../engine/ports/journal/access.ts";
import { BATCH_CONTENT_TYPE, EVENT_CONTENT_TYPE } from "../../../formats/cloudevents/format.ts";
import { atMost, type EndpointParts, endpoint } from "../../../http/endpoint.ts";
import { presentedKey } from "../../../http/operators.ts";
import type { Visit } from "../../../http/visit.ts";
import { digestOf } from "../../../security/keys.ts";
import { attributesOf, type EventMode, mediaType, modeOf } from "./event-mode.ts";

export type EventParts = EndpointParts & { readonly journal: Pick<KeyJournal, "connectionOfKey"> };

type Sender = { readonly connection: ConfiguredConnection; readonly mode: EventMode };

const KEPT_HEADERS = ["content-type", "content-encoding", "content-length", "user-agent", "traceparent"];

/**
 * `POST /v1/events`: CloudEvents 1.0 of the connection whose key is shown, in structured, binary or batched mode (CloudEvents HTTP
 * binding, §3). 202 once every event is committed.
 */
export function eventRoutes(parts: EventParts): Router {
  return endpoint<Sender>(parts, {
    path: "/v1/events",
    inflate: true,
    provenBy: "key",
    keptHeaders: KEPT_HEADERS,
    recognise: (visit) => recognise(parts, visit),
    receive,
    bodyDetails: { "body-too-large": atMost(parts.maximumBytes) },
  });
}

async function recognise({ connections, journal }: EventParts, visit: Visit): Promise<Sender | null> {
  const key = presentedKey(visit.request);
  const code = key === null ? null : await journal.connectionOfKey(digestOf(key));
  if (code === null) return visit.refuse("unauthorized", "Send the connection's API key as a bearer token.");
  const connection = connections.find(code);
  if (!connection) return visit.refuse("unknown-connection", "The connection of this key is switched off.");
  visit.isFrom(connection);
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
  // The body is read once more to cut it up: others have their turn before.
  await turn();
  const contentType = mode === "batched" ? BATCH_CONTENT_TYPE : EVENT_CONTENT_TYPE;
  visit.answer(await visit.store({ connection, contentType, body: events }));
}

/** An event in binary mode, written as a structured one; if it is not an event, the content is kept as it is. */
function eventOf(request: Request, body: Buffer): Uint8Array {
  const headers = attributesOf(request);
  return structuredFrom({ headers, contentType: mediaType(request), body }) ?? body;
}

/** A single event of another source is enough to refuse the request: a key must not be usable for another connection's events. */
function speaksForOthers(body: Uint8Array, uri: string): boolean {
  const read = readCloudEvents(body);
  return "events" in read && read.events.some((part) => "event" in part && part.event.source !== uri);
}
