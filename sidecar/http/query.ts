import type { Request, RequestHandler, Response } from "express";
import { z } from "zod";
import { sendProblem } from "./problem.ts";

/** What stands behind the question mark, by a schema as a body is. */

const LONGEST_COMPLAINT = 1000;

/** The query by its schema, which is strict. Answers 400, naming the parameter, and gives null where it does not fit. */
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

/** For a route that has no parameters: one that is given was meant for something, so it is refused. */
export const noQuery: RequestHandler = (request, response, next) => {
  if (readQuery(nothing, request, response)) next();
};
const nothing = z.strictObject({});

/** Says in words what is wrong and where. */
export const complaintOf = (error: z.ZodError): string => z.prettifyError(error).slice(0, LONGEST_COMPLAINT);

/** A whole number in a query: digits and nothing else, within its limits. */
export const wholeNumber = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, "must be a whole number")
    .transform(Number)
    .pipe(z.int().min(minimum).max(maximum));
