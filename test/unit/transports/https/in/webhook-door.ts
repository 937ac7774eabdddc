import { createHmac } from "node:crypto";
import request, { type Test } from "supertest";
import { createApp } from "../../../../../sidecar/api/app.ts";
import { createConnections } from "../../../../../sidecar/engine/model/connections.ts";
import type { Rejection } from "../../../../../sidecar/engine/ports/journal/access.ts";
import { createIntake } from "../../../../../sidecar/engine/receive/intake.ts";
import type { NewMessage, Stored } from "../../../../../sidecar/engine/records.ts";
import { BILLING_CONTENT_TYPE, billing } from "../../../../../sidecar/formats/billing/format.ts";
import type { Format } from "../../../../../sidecar/formats/format.ts";
import { createAdmission } from "../../../../../sidecar/limits/admission.ts";
import { type Limits, NO_LIMITS } from "../../../../../sidecar/limits/limits.ts";
import { webhookRoutes } from "../../../../../sidecar/transports/https/in/webhooks.ts";
import { recordedLog } from "../../../../support/log.ts";
import { readingOf } from "../../../../support/reading.ts";
import { tinyConnection, tinyFormat } from "../../../../support/tiny.ts";

/** The endpoint for webhooks with an intake and a journal in memory. */

export const NOW = 1_763_000_000;
export const MAXIMUM = 2048;
const keyOf = (fill: string) => Buffer.alloc(32, fill);
const secretOf = (fill: string) => `whsec_${keyOf(fill).toString("base64")}`;

export const SECRETS: Readonly<Record<string, string[]>> = {
  billing: [secretOf("b"), secretOf("o")],
  gateway: [secretOf("g")],
  off: [secretOf("b")],
  careless: ["whsec_", "whsec_c2hvcnQ=", "password"],
};

/** Returns the value of the signature header without using the sidecar's code. `key` is the letter that the secret repeats. */
export function signature(id: string, timestamp: number | string, body: string | Buffer, key = "b"): string {
  const mac = createHmac("sha256", keyOf(key)).update(`${id}.${timestamp}.`).update(body);
  return `v1,${mac.digest("base64")}`;
}

export type Given = {
  known?: boolean;
  journal?: Error;
  secrets?: Error;
  publicUrl?: string;
  limits?: Limits;
};

export function webhookDoor(given: Given = {}) {
  const { known = true, secrets, publicUrl } = given;
  const messages: NewMessage[] = [];
  const rejections: Rejection[] = [];
  const taken = new Set<string>();
  const log = recordedLog();
  const attempt = (connection: string, digest: Uint8Array) =>
    `${connection} ${Buffer.from(digest).toString("hex")}`;
  const connections = [
    tinyConnection({ code: "billing", kind: "billing" }),
    tinyConnection({ code: "gateway", kind: "other" }),
    tinyConnection({ code: "careless", kind: "billing" }),
    tinyConnection({ code: "bare", kind: "billing" }),
    tinyConnection({ code: "off", kind: "billing", active: false }),
  ];
  const insertMessages = async (incoming: readonly NewMessage[]) => {
    if (given.journal) throw given.journal;
    return incoming.map((message) => insertInto(messages, message));
  };
  const routes = webhookRoutes({
    intake: createIntake({
      journal: { insertMessages },
      // The type of the decoded documents is narrower than that of the engine.
      cut: readingOf([billing as unknown as Format, tinyFormat()]).cut,
      onStored: () => {},
      log,
    }),
    journal: {
      insertRejection: async (rejection) => void rejections.push(rejection),
      noteKeyUse: async () => {},
      webhookTaken: async (connection, digest) => taken.has(attempt(connection, digest)),
      takeWebhook: async (connection, digest) => {
        const before = taken.size;
        return taken.add(attempt(connection, digest)).size > before;
      },
    },
    connections: createConnections(known ? { version: "1", connections } : null),
    secretsOf: async (connection) => {
      if (secrets) throw secrets;
      return SECRETS[connection] ?? [];
    },
    contentTypes: { billing: BILLING_CONTENT_TYPE },
    clock: () => new Date(NOW * 1000),
    maximumBytes: MAXIMUM,
    admission: createAdmission({ bodies: 1000, bytes: 1_000_000_000 }),
    limits: given.limits ?? NO_LIMITS,
    publicUrl: publicUrl ?? null,
    log,
  });
  const app = createApp([routes], log);
  const post = (connection = "billing") =>
    request(app)
      .post(`/v1/webhooks/${connection}`)
      .set("content-type", "application/json; charset=utf-8")
      .serialize((body) => body);
  return { app, messages, rejections, log, post };
}

/** Applies the journal's rule: a known identity with the same content is a duplicate, with different content a conflict. */
export function insertInto(messages: NewMessage[], message: NewMessage): Stored {
  const same = (identity: string) =>
    messages.findIndex((one) => one.connection === message.connection && one.identity === identity);
  const first = same(message.identity);
  if (first < 0) return { id: `m${messages.push(message)}`, outcome: "new" };
  if (messages[first]?.contentHash === message.contentHash)
    return { id: `m${first + 1}`, outcome: "duplicate" };
  const identity = `${message.identity}#${message.contentHash}`;
  const beside = same(identity);
  if (beside >= 0) return { id: `m${beside + 1}`, outcome: "duplicate" };
  return { id: `m${messages.push({ ...message, identity })}`, outcome: "conflict" };
}

export type Attempt = {
  readonly id?: string;
  readonly timestamp?: number | string;
  readonly key?: string;
  readonly signature?: string;
};

/** Sends a body with the three headers. Signs it unless a signature is passed. */
export function deliver(post: Test, body: string | Buffer, attempt: Attempt = {}): Test {
  const { id = "msg_1", timestamp = NOW, key } = attempt;
  return post
    .set("webhook-id", id)
    .set("webhook-timestamp", String(timestamp))
    .set("webhook-signature", attempt.signature ?? signature(id, timestamp, body, key))
    .send(body);
}
