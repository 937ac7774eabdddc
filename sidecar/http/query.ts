import type { Request, RequestHandler, Response } from "express";
import { z } from "zod";
import { sendProblem } from "./problem.ts";

/** Functions that validate query strings. */

const LONGEST_COMPLAINT = 1000;

/**
 * Returns the query parameters as validated by the strict schema. If they are invalid, responds with 400, naming the parameter,
 * and returns null.
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

/**
 * Responds with 400 to a request with query parameters, for routes that have none. If a parameter were ignored, the caller would
 * believe that it had an effect.
 */
export const noQuery: RequestHandler = (request, response, next) => {
  if (readQuery(nothing, request, response)) next();
};
const nothing = z.strictObject({});

/** Returns a text with the location and cause of each validation error, cut to a maximum length. */
export const complaintOf = (error: z.ZodError): string => z.prettifyError(error).slice(0, LONGEST_COMPLAINT);

/** Creates the schema of a query parameter that is a whole number of at most nine digits, within the given limits. */
export const wholeNumber = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, "must be a whole number")
    .transform(Number)
    .pipe(z.int().min(minimum).max(maximum));
