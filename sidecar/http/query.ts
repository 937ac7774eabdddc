import type { Request, RequestHandler, Response } from "express";
import { z } from "zod";
import { sendProblem } from "./problem.ts";

/** The query string, validated by a schema like a body. */

const LONGEST_COMPLAINT = 1000;

/**
 * Returns the query validated by its strict schema. Answers with 400 that names the parameter, and returns null if it is invalid.
 */
export function readQuery<T extends z.ZodObject>(
  schema: T,
  request: Request,
  response: Response,
): z.output<T> | null {
  const parsed = schema.safeParse(request.query);
  if (parsed.success) return parsed.data;
  sendProblem(request, response, "bad-request", complaintOf(parsed.error));
  return null;
}

/** For a route without parameters: one that is given was meant to have an effect, so it is refused. */
export const noQuery: RequestHandler = (request, response, next) => {
  if (readQuery(nothing, request, response)) next();
};
const nothing = z.strictObject({});

/** Says what is invalid, and where. */
export const complaintOf = (error: z.ZodError): string => z.prettifyError(error).slice(0, LONGEST_COMPLAINT);

/** A whole number in a query: only digits, within limits. */
export const wholeNumber = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, "must be a whole number")
    .transform(Number)
    .pipe(z.int().min(minimum).max(maximum));
