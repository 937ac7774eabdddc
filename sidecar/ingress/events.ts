import { setImmediate as turn } from "node:timers/promises";
import express, {
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
  Router,
} from "express";
import { presentedKey } from "../api/operators.ts";
import { type ProblemCode, sendProblem, traceOf } from "../api/problem.ts";
import { structuredFrom } from "../codecs/cloudevents/binary.ts";
import { readCloudEvents } from "../codecs/cloudevents/read.ts";
import { type Connections, connectionUri } from "../engine/connections.ts";
import type { Intake } from "../engine/intake.ts";
import type { ConfiguredConnection } from "../engine/ports.ts";
import type { Journal } from "../journal/journal.ts";
import { BATCH_CONTENT_TYPE, EVENT_CONTENT_TYPE } from "../mappings/cloudevents/format.ts";
import { digestOf } from "../security/keys.ts";
import { attributesOf, type EventMode, mediaType, modeOf } from "./event-mode.ts";
import { answerAccepted, bodyFault, headersOf, turnAway } from "./http.ts";

export type EventParts = {
  readonly intake: Intake;
  readonly journal: Pick<Journal, "connectionOfKey" | "insertRejection">;
  readonly connections: Connections;
  readonly maximumBytes: number;
  /** Lets a body in, or has its sender come again. */
  readonly beforeBody: RequestHandler;
  readonly publicUrl: string | null;
};

const KEPT_HEADERS = ["content-type", "content-encoding", "content-length", "user-agent", "traceparent"];

/**
 * `POST /v1/events`: CloudEvents 1.0 of the connection whose key is shown, in structured, binary or batched mode (CloudEvents HTTP
 * binding, §3). 202 once every event is committed.
 */
export function eventRoutes(parts: EventParts): Router {
  const router = Router();
  router.post(
    "/v1/events",
    (request: Request, response: Response, next: NextFunction) =>
      authenticate(parts, request, response, next),
    (request: Request, response: Response, next: NextFunction) => checkMode(parts, request, response, next),
    parts.beforeBody,
    express.raw({ type: () => true, limit: parts.maximumBytes, inflate: true }),
    (request: Request, response: Response) => receive(parts, request, response),
    (error: unknown, request: Request, response: Response, next: NextFunction) =>
      refuseBody(parts, error, request, response, next),
  );
  return router;
}

async function authenticate(
  parts: EventParts,
  request: Request,
  response: Response,
  next: NextFunction,
): Promise<void> {
  if (!parts.connections.known())
    return sendProblem(request, response, "not-ready", "The configuration has not been read from Odoo yet.");
  const key = presentedKey(request);
  const code = key === null ? null : await parts.journal.connectionOfKey(digestOf(key));
  if (code === null)
    return refuse(
      parts,
      request,
      response,
      "unauthorized",
      "Send the connection's API key as a bearer token.",
    );
  const connection = parts.connections.find(code);
  if (!connection)
    return refuse(
      parts,
      request,
      response,
      "unknown-connection",
      "The connection of this key is switched off.",
    );
  response.locals.connection = connection;
  next();
}

async function checkMode(
  parts: EventParts,
  request: Request,
  response: Response,
  next: NextFunction,
): Promise<void> {
  response.locals.mode = modeOf(request);
  if (response.locals.mode !== null) return next();
  const detail = `Send ${EVENT_CONTENT_TYPE}, ${BATCH_CONTENT_TYPE}, or JSON with the headers ce-specversion, ce-id, ce-source and ce-type.`;
  await refuse(parts, request, response, "unsupported-media-type", detail);
}

async function receive(parts: EventParts, request: Request, response: Response): Promise<void> {
  const connection: ConfiguredConnection = response.locals.connection;
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const mode: EventMode = response.locals.mode;
  if (body.length === 0 && mode !== "binary") return refuse(parts, request, response, "empty-body");
  const events = mode === "binary" ? eventOf(request, body) : body;
  const uri = connectionUri(connection.code);
  if (speaksForOthers(events, uri))
    return refuse(
      parts,
      request,
      response,
      "forbidden",
      `The source of this connection's events is ${uri}; nothing was taken.`,
      "event-source",
    );
  // The body is read once more to cut it up: others have their turn before.
  await turn();
  const accepted = await parts.intake({
    connection: connection.code,
    transport: "https",
    contentType: mode === "batched" ? BATCH_CONTENT_TYPE : EVENT_CONTENT_TYPE,
    headers: headersOf(request, KEPT_HEADERS),
    sender: request.socket.remoteAddress ?? null,
    body: events,
    traceId: traceOf(response),
  });
  answerAccepted(request, response, accepted, parts.publicUrl);
}

/** An event in binary mode, written as a structured one; where there is none to write, what came is kept as it is. */
function eventOf(request: Request, body: Buffer): Uint8Array {
  const headers = attributesOf(request);
  return structuredFrom({ headers, contentType: mediaType(request), body }) ?? body;
}

/** One event of another source is enough: a key must not be good for what another connection would have said. */
function speaksForOthers(body: Uint8Array, uri: string): boolean {
  const read = readCloudEvents(body);
  return "events" in read && read.events.some((part) => "event" in part && part.event.source !== uri);
}

async function refuseBody(
  parts: EventParts,
  error: unknown,
  request: Request,
  response: Response,
  next: NextFunction,
): Promise<void> {
  const code = bodyFault(error);
  if (code === null) return next(error);
  response.setHeader("connection", "close");
  const detail = `At most ${parts.maximumBytes} bytes are taken, after decompression.`;
  await refuse(parts, request, response, code, code === "body-too-large" ? detail : undefined);
}

function refuse(
  parts: EventParts,
  request: Request,
  response: Response,
  problem: ProblemCode,
  detail?: string,
  reason: string = problem,
): Promise<void> {
  const connection: ConfiguredConnection | undefined = response.locals.connection;
  const more = { detail, reason, connection: connection?.code ?? null };
  return turnAway(parts.journal, request, response, problem, more);
}
