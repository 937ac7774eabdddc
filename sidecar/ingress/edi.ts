import express, {
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
  Router,
} from "express";
import { presentedKey } from "../api/operators.ts";
import { PROBLEMS, sendProblem, traceOf } from "../api/problem.ts";
import type { Connections } from "../engine/connections.ts";
import type { Intake } from "../engine/intake.ts";
import type { Journal } from "../journal/journal.ts";
import { matchesAny } from "../security/keys.ts";
import { answerAccepted, bodyFault, headersOf, statedSize } from "./http.ts";

export type EdiParts = {
  readonly intake: Intake;
  readonly journal: Pick<Journal, "keyDigests" | "insertRejection">;
  readonly connections: Connections;
  readonly maximumBytes: number;
  /** Lets a body in, or has its sender come again. */
  readonly beforeBody: RequestHandler;
  readonly publicUrl: string | null;
};

const KEPT_HEADERS = [
  "content-type",
  "content-encoding",
  "content-length",
  "user-agent",
  "idempotency-key",
  "traceparent",
];

/** `POST /v1/edi/{connection}`: a partner's file, raw in the body. 202 once every part of it is committed. */
export function ediRoutes(parts: EdiParts): Router {
  const router = Router();
  router.post(
    "/v1/edi/:connection",
    (request: Request, response: Response, next: NextFunction) =>
      authenticate(parts, request, response, next),
    parts.beforeBody,
    express.raw({ type: () => true, limit: parts.maximumBytes, inflate: true }),
    (request: Request, response: Response) => receive(parts, request, response),
    (error: unknown, request: Request, response: Response, next: NextFunction) =>
      refuseBody(parts, error, request, response, next),
  );
  return router;
}

async function authenticate(
  parts: EdiParts,
  request: Request,
  response: Response,
  next: NextFunction,
): Promise<void> {
  const code = String(request.params.connection);
  if (!parts.connections.known())
    return sendProblem(request, response, "not-ready", "The configuration has not been read from Odoo yet.");
  const connection = parts.connections.find(code);
  const digests = connection ? await parts.journal.keyDigests(code) : [];
  const key = presentedKey(request);
  if (connection && key !== null && matchesAny(key, digests)) return next();
  const problem = connection ? "unauthorized" : "unknown-connection";
  await keepEvidence(
    parts,
    request,
    response,
    connection ? 401 : 404,
    problem,
    null,
    connection?.code ?? null,
  );
  sendProblem(
    request,
    response,
    problem,
    connection ? "Send the connection's API key in the header X-Api-Key." : undefined,
  );
}

async function receive(parts: EdiParts, request: Request, response: Response): Promise<void> {
  const body: unknown = request.body;
  const connection = String(request.params.connection);
  if (!Buffer.isBuffer(body) || body.length === 0) {
    await keepEvidence(parts, request, response, 400, "empty-body", null, connection);
    return sendProblem(request, response, "empty-body", "Send the file as the body of the request.");
  }
  const accepted = await parts.intake({
    connection,
    transport: "https",
    contentType: request.get("content-type")?.split(";")[0]?.trim() ?? null,
    headers: headersOf(request, KEPT_HEADERS),
    sender: request.socket.remoteAddress ?? null,
    body,
    traceId: traceOf(response),
  });
  answerAccepted(request, response, accepted, parts.publicUrl);
}

/** The body's own faults (too large also after decompression, broken compression) keep their evidence too. */
async function refuseBody(
  parts: EdiParts,
  error: unknown,
  request: Request,
  response: Response,
  next: NextFunction,
): Promise<void> {
  const code = bodyFault(error);
  if (code === null) return next(error);
  await keepEvidence(parts, request, response, PROBLEMS[code].status, code, statedSize(request));
  response.setHeader("connection", "close");
  sendProblem(
    request,
    response,
    code,
    code === "body-too-large"
      ? `At most ${parts.maximumBytes} bytes are taken, after decompression.`
      : undefined,
  );
}

async function keepEvidence(
  parts: EdiParts,
  request: Request,
  response: Response,
  status: number,
  reason: string,
  size: number | null,
  connection: string | null = String(request.params.connection),
): Promise<void> {
  await parts.journal.insertRejection({
    connection,
    transport: "https",
    remote: request.socket.remoteAddress ?? null,
    status,
    reason,
    size,
    excerpt: null,
    traceId: traceOf(response),
  });
}
