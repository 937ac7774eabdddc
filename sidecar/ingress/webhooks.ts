import express, {
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
  Router,
} from "express";
import { type ProblemCode, sendProblem, traceOf } from "../api/problem.ts";
import type { Connections } from "../engine/connections.ts";
import type { Intake } from "../engine/intake.ts";
import type { Clock, ConfiguredConnection, Log } from "../engine/ports.ts";
import type { Journal } from "../journal/journal.ts";
import type { SecretsOf } from "../security/secret-files.ts";
import {
  attemptDigest,
  attemptOf,
  isSigned,
  type WebhookAttempt,
  webhookKey,
} from "../security/webhook-signature.ts";
import { answerAccepted, bodyFault, headersOf, turnAway } from "./http.ts";

export type WebhookParts = {
  readonly intake: Intake;
  readonly journal: Pick<Journal, "insertRejection" | "webhookTaken" | "takeWebhook">;
  readonly connections: Connections;
  readonly secretsOf: SecretsOf;
  /** What applications of a kind of connection speak; for a kind that is not here the request's own content type holds. */
  readonly contentTypes: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly maximumBytes: number;
  /** Lets a body in, or has its sender come again. */
  readonly beforeBody: RequestHandler;
  readonly publicUrl: string | null;
  readonly log: Log;
};

/** Why a webhook is turned away, as the evidence names it, and what its sender is told to do. */
const REFUSALS = {
  "webhook-headers": "Send webhook-id (no full stop in it), webhook-timestamp and webhook-signature.",
  "webhook-timestamp":
    "The webhook-timestamp is more than 300 seconds from our clock. Sign each attempt anew.",
  "webhook-signature": "No signature fits. Sign the bytes that are sent, with this connection's secret.",
  "webhook-replay":
    "This attempt was taken already. Whoever repeats a delivery signs it anew, with the same webhook-id and the time of now.",
} as const;

/** `POST /v1/webhooks/{connection}`: an event of an application, by Standard Webhooks 1.0. 202 once it is committed. */
export function webhookRoutes(parts: WebhookParts): Router {
  const router = Router();
  router.post(
    "/v1/webhooks/:connection",
    (request: Request, response: Response, next: NextFunction) =>
      checkAttempt(parts, request, response, next),
    parts.beforeBody,
    // What is signed are the bytes on the wire; unpacking those of a stranger would only help the stranger.
    express.raw({ type: () => true, limit: parts.maximumBytes, inflate: false }),
    (request: Request, response: Response) => receive(parts, request, response),
    (error: unknown, request: Request, response: Response, next: NextFunction) =>
      refuseBody(parts, error, request, response, next),
  );
  return router;
}

/** Everything that can be refused before the body is read. */
async function checkAttempt(
  parts: WebhookParts,
  request: Request,
  response: Response,
  next: NextFunction,
): Promise<void> {
  if (!parts.connections.known())
    return sendProblem(request, response, "not-ready", "The configuration has not been read from Odoo yet.");
  const connection = parts.connections.find(String(request.params.connection));
  if (!connection) return refuse(parts, request, response, "unknown-connection");
  response.locals.connection = connection;
  const checked = attemptOf(
    {
      id: request.get("webhook-id"),
      timestamp: request.get("webhook-timestamp"),
      signature: request.get("webhook-signature"),
    },
    parts.clock(),
  );
  if ("fault" in checked) return refuseAttempt(parts, request, response, checked.fault);
  response.locals.attempt = checked.attempt;
  next();
}

async function receive(parts: WebhookParts, request: Request, response: Response): Promise<void> {
  const connection: ConfiguredConnection = response.locals.connection;
  const attempt: WebhookAttempt = response.locals.attempt;
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  if (!isSigned(attempt, body, await keysOf(parts, connection.code)))
    return refuseAttempt(parts, request, response, "webhook-signature");
  if (body.length === 0) return refuse(parts, request, response, "empty-body");
  const digest = attemptDigest(attempt, body);
  if (await parts.journal.webhookTaken(connection.code, digest))
    return refuseAttempt(parts, request, response, "webhook-replay");
  const accepted = await parts.intake({
    connection: connection.code,
    transport: "https",
    contentType: parts.contentTypes[connection.kind] ?? ownContentType(request),
    headers: headersOf(request, KEPT_HEADERS),
    sender: request.socket.remoteAddress ?? null,
    body,
    identity: `webhook/${attempt.id}`,
    traceId: traceOf(response),
  });
  // Noted after it is safe: an attempt that failed half-way may be repeated as it is. Of two at once, one is refused.
  if (!(await parts.journal.takeWebhook(connection.code, digest)))
    return refuseAttempt(parts, request, response, "webhook-replay");
  answerAccepted(request, response, accepted, parts.publicUrl);
}

const KEPT_HEADERS = [
  "content-type",
  "content-length",
  "user-agent",
  "traceparent",
  "webhook-id",
  "webhook-timestamp",
];

const ownContentType = (request: Request): string | null =>
  request.get("content-type")?.split(";")[0]?.trim() || null;

/** A sender learns nothing of our secrets, not even that there is none; the log tells us. */
async function keysOf(parts: WebhookParts, connection: string): Promise<Uint8Array[]> {
  const secrets = await parts.secretsOf(connection);
  const keys = secrets.map(webhookKey).filter((key) => key !== null);
  if (keys.length === 0 || keys.length < secrets.length)
    parts.log.warn(
      { connection, secrets: secrets.length, usable: keys.length },
      "webhook secrets are missing or not whsec_ and base64 of at least 24 bytes",
    );
  return keys;
}

/** The body's own faults. Its sender is not proven yet, so no byte of it is kept. */
async function refuseBody(
  parts: WebhookParts,
  error: unknown,
  request: Request,
  response: Response,
  next: NextFunction,
): Promise<void> {
  const code = bodyFault(error);
  if (code === null) return next(error);
  response.setHeader("connection", "close");
  const details: Partial<Record<ProblemCode, string>> = {
    "body-too-large": `At most ${parts.maximumBytes} bytes are taken.`,
    "unsupported-encoding": "Send the body as it was signed, without a content encoding.",
  };
  await refuse(parts, request, response, code, details[code]);
}

const refuseAttempt = (
  parts: WebhookParts,
  request: Request,
  response: Response,
  reason: keyof typeof REFUSALS,
): Promise<void> => {
  // A token would not help; a 401 without any challenge is none (RFC 9110 §15.5.2).
  response.setHeader("www-authenticate", 'Webhook-Signature realm="suture"');
  return refuse(parts, request, response, "unauthorized", REFUSALS[reason], reason);
};

/** Keeps that there was an attempt, and nothing of what it held, then answers with the problem. */
async function refuse(
  parts: WebhookParts,
  request: Request,
  response: Response,
  problem: ProblemCode,
  detail?: string,
  reason: string = problem,
): Promise<void> {
  const connection: ConfiguredConnection | undefined = response.locals.connection;
  const more = { detail, reason, connection: connection?.code ?? null };
  await turnAway(parts.journal, request, response, problem, more);
}
