import type { Request, RequestHandler, Response } from "express";
import { z } from "zod";
import { sendProblem } from "./problem.ts";

/** The validation of query strings. */

const LONGEST_COMPLAINT = 1000;

/**
 * Returns the query validated by its strict schema. If it is invalid, answers with 400 that names the parameter, and
 * returns null.
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

/** Refuses all parameters, for routes that have none, because an ignored one was meant to have an effect. */
export const noQuery: RequestHandler = (request, response, next) => {
  if (readQuery(nothing, request, response)) next();
};
const nothing = z.strictObject({});

/** Returns the location and cause of each problem, limited in length. */
export const complaintOf = (error: z.ZodError): string => z.prettifyError(error).slice(0, LONGEST_COMPLAINT);

/** Creates the schema of a whole number in a query: digits only, within limits. */
export const wholeNumber = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, "must be a whole number")
    .transform(Number)
    .pipe(z.int().min(minimum).max(maximum));
