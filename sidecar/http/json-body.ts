import express, { type Request, type RequestHandler, type Response } from "express";
import { z } from "zod";
import { sendProblem } from "./problem.ts";
import { complaintOf } from "./query.ts";

/** Matches the media type of JSON (RFC 8259 §11), and types with a JSON suffix (RFC 6839 §3.1). */
const JSON_TYPE = /^application\/([\w!#$&^.-]+\+)?json$/i;

/**
 * Creates the handlers that parse a JSON body of at most `limit` bytes. A body of another content type is refused. If it were
 * ignored, members such as `replace` or `dryRun` would have no effect, which is the opposite of what the sender intended.
 */
export const jsonBody = (limit: number): RequestHandler[] => [
  refuseOtherTypes,
  express.json({ limit, type: () => true }),
];

const refuseOtherTypes: RequestHandler = (request, response, next) => {
  if (!hasBody(request) || JSON_TYPE.test(mediaType(request))) return next();
  // The connection is closed, because the sidecar does not read the rest of the body.
  response.setHeader("connection", "close");
  sendProblem(request, response, "unsupported-media-type", "Send the body as application/json.");
};

const hasBody = (request: Request): boolean =>
  request.headers["transfer-encoding"] !== undefined || Number(request.get("content-length") ?? 0) > 0;

const mediaType = (request: Request): string =>
  (request.get("content-type") ?? "").split(";")[0]?.trim() ?? "";

/**
 * Returns the body as validated by the schema; a missing body counts as `{}`. If it is invalid, responds with 400 and returns
 * null.
 */
export function readBody<T extends z.ZodType>(
  schema: T,
  request: Request,
  response: Response,
): z.output<T> | null {
  const body: unknown = request.body ?? {};
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  sendProblem(request, response, "bad-request", complaintOf(parsed.error));
  return null;
}

/** The schema of a text that PostgreSQL can store and compare, also inside JSON: without NUL and unpaired surrogates. */
export const storableText = z
  .string()
  .regex(/^[^\0]*$/)
  .refine((text) => text.isWellFormed(), "contains characters that are not text");

/** The schema of a person's reason for a decision, which is stored with the document. */
export const reason = storableText.trim().min(1).max(2000);
