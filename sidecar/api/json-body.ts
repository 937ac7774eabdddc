import express, { type Request, type Response } from "express";
import { z } from "zod";
import { sendProblem } from "./problem.ts";

/** Reads a body as JSON, whatever its type is called: a wish that is overlooked (`dryRun`) would be the opposite of it. */
export const jsonBody = (limit: number) => express.json({ limit, type: () => true });

/** The body by its schema; an absent one counts as `{}`. Answers 400 and gives null where it does not fit. */
export function readBody<T extends z.ZodType>(
  schema: T,
  request: Request,
  response: Response,
): z.output<T> | null {
  const body: unknown = request.body ?? {};
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  sendProblem(request, response, "bad-request", z.prettifyError(parsed.error));
  return null;
}

/** What PostgreSQL can hold or compare with: a text without NUL. */
export const storableText = z.string().regex(/^[^\0]*$/);

/** Why a person decides as they do: kept with the document. */
export const reason = storableText.trim().min(1).max(2000);
