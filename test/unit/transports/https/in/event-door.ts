import request, { type Test } from "supertest";
import { createApp } from "../../../../../sidecar/api/app.ts";
import { createConnections } from "../../../../../sidecar/engine/model/connections.ts";
import type { Rejection } from "../../../../../sidecar/engine/ports/journal/access.ts";
import { createIntake } from "../../../../../sidecar/engine/receive/intake.ts";
import type { NewMessage } from "../../../../../sidecar/engine/records.ts";
import { formats } from "../../../../../sidecar/formats/registry.ts";
import { createAdmission } from "../../../../../sidecar/limits/admission.ts";
import { NO_LIMITS } from "../../../../../sidecar/limits/limits.ts";
import { digestOf } from "../../../../../sidecar/security/keys.ts";
import { eventRoutes } from "../../../../../sidecar/transports/https/in/events.ts";
import { recordedLog } from "../../../../support/log.ts";
import { readingOf } from "../../../../support/reading.ts";
import { tinyConnection } from "../../../../support/tiny.ts";
import { insertInto } from "./webhook-door.ts";

/** The endpoint for CloudEvents with the real formats and a journal in memory. */

export const KEY = "sk_of-the-portal";
export const SOURCE = "urn:suture:connection:portal";
export const MAXIMUM = 16_384;
const OWNERS: Readonly<Record<string, string>> = {
  [KEY]: "portal",
  "sk_of-the-archived": "archived",
  "sk_of-the-removed": "removed",
};

export type Given = { known?: boolean; journal?: Error; maximumBytes?: number };

export function eventDoor({ known = true, journal, maximumBytes = MAXIMUM }: Given = {}) {
  const messages: NewMessage[] = [];
  const rejections: Rejection[] = [];
  const connections = [
    tinyConnection({ code: "portal" }),
    tinyConnection({ code: "archived", active: false }),
  ];
  const routes = eventRoutes({
    intake: createIntake({
      journal: {
        insertMessages: async (incoming) => {
          if (journal) throw journal;
          return incoming.map((message) => insertInto(messages, message));
        },
      },
      cut: readingOf(formats).cut,
      onStored: () => {},
      log: recordedLog(),
    }),
    journal: {
      noteKeyUse: async () => {},
      connectionOfKey: async (digest) =>
        Object.entries(OWNERS).find(([key]) => digestOf(key).equals(digest))?.[1] ?? null,
      insertRejection: async (rejection) => void rejections.push(rejection),
    },
    connections: createConnections(known ? { version: "1", connections } : null),
    maximumBytes,
    admission: createAdmission({ bodies: 1000, bytes: 1_000_000_000 }),
    limits: NO_LIMITS,
    publicUrl: null,
  });
  const app = createApp([routes], recordedLog());
  const post = (): Test =>
    request(app)
      .post("/v1/events")
      .set("authorization", `Bearer ${KEY}`)
      .serialize((body) => body);
  return { app, messages, rejections, post };
}

export const data = {
  type: "OrderResponse",
  id: "R1",
  orderReference: "P00001",
  response: "accepted",
  lines: [],
};

export const event = (given: object = {}) => ({
  specversion: "1.0",
  id: "e-1",
  source: SOURCE,
  type: "health.suture.order-response.v1",
  data,
  ...given,
});

export const structured = (post: Test, content: unknown): Test =>
  post
    .set("content-type", "application/cloudevents+json; charset=utf-8")
    .send(typeof content === "string" ? content : JSON.stringify(content));

export const batched = (post: Test, content: unknown): Test =>
  post.set("content-type", "application/cloudevents-batch+json").send(JSON.stringify(content));

export const attributes = {
  "ce-specversion": "1.0",
  "ce-id": "e-1",
  "ce-source": SOURCE,
  "ce-type": "health.suture.order-response.v1",
};
