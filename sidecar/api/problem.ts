import type { Request, Response } from "express";

/** Every problem the routes answer with (RFC 9457): a stable type, a status, a title. */
export const PROBLEMS = {
  "empty-body": { status: 400, title: "The body is empty." },
  "bad-request": { status: 400, title: "The request is not valid." },
  unauthorized: { status: 401, title: "The key, token or signature is missing or wrong." },
  forbidden: { status: 403, title: "The token may not do this." },
  "unknown-connection": { status: 404, title: "There is no connection of that name." },
  "not-found": { status: 404, title: "There is nothing here." },
  gone: { status: 410, title: "The content was removed when its time had passed." },
  "body-too-large": { status: 413, title: "The body is larger than this connection takes." },
  "unsupported-encoding": { status: 415, title: "The content encoding is not supported." },
  unreadable: { status: 422, title: "The body cannot be read. It was kept as evidence." },
  "internal-error": { status: 500, title: "Something went wrong on our side." },
  "not-ready": { status: 503, title: "The service cannot take this now. Send it again later." },
} as const;
export type ProblemCode = keyof typeof PROBLEMS;

/** Answers with a problem document. `detail` says what to do; it never repeats what was sent. */
export function sendProblem(
  request: Request,
  response: Response,
  code: ProblemCode,
  detail?: string,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const { status, title } = PROBLEMS[code];
  if (code === "not-ready") response.setHeader("retry-after", "5");
  if (code === "unauthorized") response.setHeader("www-authenticate", "Bearer");
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

/** The trace id given to the request by the first middleware. */
export const traceOf = (response: Response): string => String(response.locals.traceId);
