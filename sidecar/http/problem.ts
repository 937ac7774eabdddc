import type { Request, Response } from "express";

/** All problems with which the routes respond (RFC 9457), by type: the HTTP status and a title. */
export const PROBLEMS = {
  "empty-body": { status: 400, title: "The body is empty." },
  "bad-request": { status: 400, title: "The request is not valid." },
  unauthorized: { status: 401, title: "The key, token or signature is missing or wrong." },
  forbidden: { status: 403, title: "This token does not give access." },
  "unknown-connection": { status: 404, title: "There is no connection with this code." },
  "not-found": { status: 404, title: "There is nothing at this address." },
  "method-not-allowed": { status: 405, title: "This address does not support the method." },
  "slow-body": { status: 408, title: "The body did not arrive in time. Send it again." },
  conflict: { status: 409, title: "The document's state does not allow this." },
  gone: { status: 410, title: "The content was deleted at the end of its retention period." },
  "body-too-large": { status: 413, title: "The body is larger than this connection accepts." },
  "unsupported-encoding": { status: 415, title: "The content encoding is not supported." },
  "unsupported-media-type": { status: 415, title: "The content type is not supported here." },
  unreadable: { status: 422, title: "The body cannot be read. It was stored as evidence." },
  "invalid-document": { status: 422, title: "The corrected document is not valid. Nothing was changed." },
  "too-many-requests": { status: 429, title: "This sender has reached its limit. Send it again later." },
  "internal-error": { status: 500, title: "An internal error occurred." },
  "not-ready": { status: 503, title: "The service cannot accept this now. Send it again later." },
  "connection-paused": { status: 503, title: "The connection is switched off at the moment." },
} as const;
export type ProblemCode = keyof typeof PROBLEMS;

/**
 * The default of Retry-After in seconds, for the problems whose response contains it because the request itself is valid. A person
 * switches a connection on again, which takes longer than a shortage passes.
 */
const RETRY_SECONDS: Partial<Record<ProblemCode, number>> = {
  "not-ready": 5,
  "too-many-requests": 5,
  "connection-paused": 300,
};

/**
 * Responds with a problem document (RFC 9457). `detail` explains the problem or tells the sender what to do. It may name members
 * and parameters of the request, but never repeats their values. `more` contains extension members.
 */
export function sendProblem(
  request: Request,
  response: Response,
  code: ProblemCode,
  detail?: string,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const { status, title } = PROBLEMS[code];
  const retryAfter = RETRY_SECONDS[code];
  if (retryAfter !== undefined && !response.hasHeader("retry-after"))
    response.setHeader("retry-after", String(retryAfter));
  const challenge = challengeOf(request, response, code);
  if (challenge !== null) response.setHeader("www-authenticate", challenge);
  response
    .status(status)
    .type("application/problem+json")
    .send(
      JSON.stringify({
        type: `urn:suture:problem:${code}`,
        title,
        status,
        ...(detail && { detail }),
        instance: request.originalUrl.split("?")[0],
        traceId: traceOf(response),
        ...more,
      }),
    );
}

/**
 * Returns the WWW-Authenticate challenge (RFC 9110 §11.6.1, RFC 6750 §3) for a problem: a bearer token. Returns null if the
 * problem needs none, or the route has set its own. The challenge contains the error only if a credential was sent (§3.1).
 */
function challengeOf(request: Request, response: Response, code: ProblemCode): string | null {
  if (code === "forbidden") return 'Bearer realm="suture", error="insufficient_scope"';
  if (code !== "unauthorized" || response.hasHeader("www-authenticate")) return null;
  const shown = request.get("authorization") ?? request.get("x-api-key");
  return shown === undefined ? 'Bearer realm="suture"' : 'Bearer realm="suture", error="invalid_token"';
}

/** Returns the trace ID that the first middleware assigned to the request. */
export const traceOf = (response: Response): string => String(response.locals.traceId);

/** The member `detail` of the problem response if the journal is unreachable or slow. */
export const JOURNAL_UNREACHABLE = "The journal is unreachable; nothing was accepted.";
