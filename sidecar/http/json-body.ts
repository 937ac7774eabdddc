import express, { type Request, type RequestHandler, type Response } from "express";
import { z } from "zod";
import { sendProblem } from "./problem.ts";
import { complaintOf } from "./query.ts";

/** JSON by its media type (RFC 8259 §11), or a type that says it is written in JSON (RFC 6839 §3.1). */
const JSON_TYPE = /^application\/([\w!#$&^.-]+\+)?json$/i;

/**
 * Reads a body as JSON. One of another type is refused: what is overlooked (`replace`, `dryRun`) would be the opposite of what
 * was wished.
 */
export const jsonBody = (limit: number): RequestHandler[] => [
  refuseOtherTypes,
  express.json({ limit, type: () => true }),
];

const refuseOtherTypes: RequestHandler = (request, response, next) => {
  if (!hasBody(request) || JSON_TYPE.test(mediaType(request))) return next();
  // What is not read is not waited for either.
  response.setHeader("connection", "close");
  sendProblem(request, response, "unsupported-media-type", "Send the body as application/json.");
};

const hasBody = (request: Request): boolean =>
  request.headers["transfer-encoding"] !== undefined || Number(request.get("content-length") ?? 0) > 0;

const mediaType = (request: Request): string =>
  (request.get("content-type") ?? "").split(";")[0]?.trim() ?? "";

/** The body by its schema; an absent one counts as `{}`. Answers 400 and gives null where it does not fit. */
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

/** What PostgreSQL can hold or compare with, also inside of JSON: a text without NUL and without half a surrogate pair. */
export const storableText = z
  .string()
  .regex(/^[^\0]*$/)
  .refine((text) => text.isWellFormed(), "holds characters that are not text");

/** Why a person decides as they do: kept with the document. */
export const reason = storableText.trim().min(1).max(2000);
