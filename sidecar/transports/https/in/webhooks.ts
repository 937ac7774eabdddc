import { randomBytes } from "node:crypto";
import type { Router } from "express";
import type { ConfiguredConnection } from "../../../engine/ports/connection.ts";
import type { WebhookJournal } from "../../../engine/ports/journal/access.ts";
import type { PartnerKeyJournal } from "../../../engine/ports/partner-keys.ts";
import type { Clock, Log } from "../../../engine/ports/runtime.ts";
import { type EndpointParts, endpoint, statedContentType } from "../../../http/endpoint.ts";
import type { Visit } from "../../../http/visit.ts";
import { digestOf } from "../../../security/keys.ts";
import type { SecretsOf } from "../../../security/secret-files.ts";
import {
  attemptDigest,
  attemptOf,
  isSigned,
  type WebhookAttempt,
  webhookKey,
} from "../../../security/webhook-signature.ts";

export type WebhookParts = EndpointParts & {
  readonly journal: Pick<WebhookJournal, "webhookTaken" | "takeWebhook"> &
    Pick<PartnerKeyJournal, "noteKeyUse">;
  readonly secretsOf: SecretsOf;
  /**
   * The media type with which webhooks are stored, by the kind of connection. For other kinds, the content type of the request is
   * used.
   */
  readonly contentTypes: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly log: Log;
};

/** `connection` is null if no connection has the code. Such a request is refused like one with a wrong signature. */
type Sender = { readonly connection: ConfiguredConnection | null; readonly attempt: WebhookAttempt };

const KEPT_HEADERS = [
  "content-type",
  "content-length",
  "user-agent",
  "traceparent",
  "webhook-id",
  "webhook-timestamp",
];

/** The reasons for refusing a webhook, as stored with the evidence. Each has an instruction for the sender. */
const REFUSALS = {
  "webhook-headers": "Send webhook-id (without a full stop), webhook-timestamp and webhook-signature.",
  "webhook-timestamp":
    "The webhook-timestamp is more than 300 seconds away from the sidecar's time. Sign each attempt again.",
  "webhook-signature": "No signature is valid. Sign the bytes that you send, with this connection's secret.",
  "webhook-replay":
    "This attempt was already accepted. To repeat a delivery, sign it again with the same webhook-id and the current time.",
} as const;

/**
 * Nobody has this key. A webhook of a connection without keys is checked with it, so that the duration of the response does not
 * reveal which connections exist.
 */
const DECOY = randomBytes(32);

/**
 * Creates the route `POST /v1/webhooks/{connection}`, which accepts an event of an application according to Standard Webhooks
 * 1.0. Responds with 202 when it has been committed. The sender is authenticated by a signature of the body as sent. The body is
 * not decompressed, because decompressing an unauthenticated body would only help an attacker.
 */
export function webhookRoutes(parts: WebhookParts): Router {
  return endpoint<Sender>(parts, {
    path: "/v1/webhooks/:connection",
    inflate: false,
    provenBy: "body",
    keptHeaders: KEPT_HEADERS,
    recognise: (visit) => recognise(parts, visit),
    receive: (visit, body, sender) => receive(parts, visit, body, sender),
    bodyDetails: { "unsupported-encoding": "Send the body as it was signed, without a content encoding." },
    tooLarge: (limit) => `The limit is ${limit} bytes.`,
  });
}

/**
 * Refuses a request that can be refused before its body is read, and then resolves to null. Otherwise, resolves to its connection
 * and its webhook headers.
 */
async function recognise({ connections, clock }: WebhookParts, visit: Visit): Promise<Sender | null> {
  const { request } = visit;
  const connection = connections.configured(String(request.params.connection));
  if (connection) visit.isFrom(connection);
  const given = {
    id: request.get("webhook-id"),
    timestamp: request.get("webhook-timestamp"),
    signature: request.get("webhook-signature"),
  };
  const checked = attemptOf(given, clock());
  return "fault" in checked ? refuseAttempt(visit, checked.fault) : { connection, attempt: checked.attempt };
}

async function receive(
  parts: WebhookParts,
  visit: Visit,
  body: Buffer,
  { connection, attempt }: Sender,
): Promise<unknown> {
  const { journal, contentTypes } = parts;
  const known = connection ? await keysOf(parts, connection.code) : [];
  const keys = known.map(({ key }) => key);
  const isGenuine = isSigned(attempt, body, keys.length > 0 ? keys : [DECOY]);
  if (!connection) return refuseAttempt(visit, "webhook-signature", "unknown-connection");
  if (!isGenuine) return refuseAttempt(visit, "webhook-signature");
  const used = known.length === 1 ? known : known.filter(({ key }) => isSigned(attempt, body, [key]));
  for (const { secret } of used) void journal.noteKeyUse(digestOf(secret));
  if (!(await visit.isProven(connection))) return null;
  if (body.length === 0) return visit.refuse("empty-body");
  const digest = attemptDigest(attempt, body);
  if (await journal.webhookTaken(connection.code, digest)) return refuseAttempt(visit, "webhook-replay");
  const contentType = contentTypes[connection.kind] ?? statedContentType(visit.request);
  const identity = `webhook/${attempt.id}`;
  const accepted = await visit.store({ connection, contentType, body, identity });
  // The attempt is recorded after the event is stored, so that an attempt that failed halfway can be repeated unchanged. Of two
  // simultaneous attempts, one is refused by this check.
  if (!(await journal.takeWebhook(connection.code, digest))) return refuseAttempt(visit, "webhook-replay");
  return visit.answer(accepted);
}

/** A webhook secret with the key that it contains. */
type UsableSecret = { readonly secret: string; readonly key: Uint8Array };

/**
 * Returns the usable webhook keys of a connection. Unusable or missing secrets are only logged: the sender must learn nothing
 * about our secrets, not even that there are none.
 */
async function keysOf(parts: WebhookParts, connection: string): Promise<UsableSecret[]> {
  const secrets = await parts.secretsOf(connection);
  const keys = secrets.flatMap((secret) => {
    const key = webhookKey(secret);
    return key === null ? [] : [{ secret, key }];
  });
  if (keys.length === 0 || keys.length < secrets.length)
    parts.log.warn(
      { connection, secrets: secrets.length, usable: keys.length },
      "webhook secrets are missing, or not whsec_ followed by base64 of at least 24 bytes",
    );
  return keys;
}

/** Refuses a webhook with the instruction for a fault, and resolves to null. `reason` is stored with the evidence. */
function refuseAttempt(visit: Visit, fault: keyof typeof REFUSALS, reason: string = fault): Promise<null> {
  // A bearer token would not help here, but a 401 response requires a challenge (RFC 9110 §15.5.2).
  visit.response.setHeader("www-authenticate", 'Webhook-Signature realm="suture"');
  return visit.refuse("unauthorized", REFUSALS[fault], reason);
}
