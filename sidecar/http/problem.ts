import type { Request, Response } from "express";

/** Every problem the routes answer with (RFC 9457): a stable type, a status, a title. */
export const PROBLEMS = {
  "empty-body": { status: 400, title: "The body is empty." },
  "bad-request": { status: 400, title: "The request is not valid." },
  unauthorized: { status: 401, title: "The key, token or signature is missing or wrong." },
  forbidden: { status: 403, title: "The token may not do this." },
  "unknown-connection": { status: 404, title: "There is no connection of that name." },
  "not-found": { status: 404, title: "There is nothing here." },
  "slow-body": { status: 408, title: "The body did not come in time. Send it again." },
  conflict: { status: 409, title: "The document's state does not allow this." },
  gone: { status: 410, title: "The content was removed when its time had passed." },
  "body-too-large": { status: 413, title: "The body is larger than this connection takes." },
  "unsupported-encoding": { status: 415, title: "The content encoding is not supported." },
  "unsupported-media-type": { status: 415, title: "The content type is not one that is taken here." },
  unreadable: { status: 422, title: "The body cannot be read. It was kept as evidence." },
  "invalid-document": { status: 422, title: "The corrected document is not valid. Nothing was changed." },
  "too-many-requests": { status: 429, title: "This sender has its share for now. Send it again later." },
  "internal-error": { status: 500, title: "Something went wrong on our side." },
  "not-ready": { status: 503, title: "The service cannot take this now. Send it again later." },
} as const;
export type ProblemCode = keyof typeof PROBLEMS;

/** Answered with Retry-After: nothing is wrong with what was sent. */
const COME_AGAIN: ReadonlySet<ProblemCode> = new Set(["not-ready", "too-many-requests"]);
const RETRY_SECONDS = "5";

/** Answers with a problem document. `detail` says what to do; it never repeats what was sent. */
export function sendProblem(
  request: Request,
  response: Response,
  code: ProblemCode,
  detail?: string,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const { status, title } = PROBLEMS[code];
  if (COME_AGAIN.has(code) && !response.hasHeader("retry-after"))
    response.setHeader("retry-after", RETRY_SECONDS);
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
 * What a caller is asked to show (RFC 9110 §11.6.1, RFC 6750 §3): a bearer token, unless the route has set a challenge of its own;
 * with the reason when one was shown (§3.1: none, when the caller showed nothing).
 */
function challengeOf(request: Request, response: Response, code: ProblemCode): string | null {
  if (code === "forbidden") return 'Bearer realm="suture", error="insufficient_scope"';
  if (code !== "unauthorized" || response.hasHeader("www-authenticate")) return null;
  const shown = request.get("authorization") ?? request.get("x-api-key");
  return shown === undefined ? 'Bearer realm="suture"' : 'Bearer realm="suture", error="invalid_token"';
}

/** The trace id given to the request by the first middleware. */
export const traceOf = (response: Response): string => String(response.locals.traceId);
