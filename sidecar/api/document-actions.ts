import { type Request, type Response, Router } from "express";
import { z } from "zod";
import { REFUSALS } from "../engine/correct.ts";
import type { Document } from "../engine/records.ts";
import type { Journal } from "../journal/journal.ts";
import { onDocument } from "./documents.ts";
import { readBody, reason } from "./json-body.ts";
import { actorOf, type Operators } from "./operators.ts";
import { sendProblem } from "./problem.ts";

type ActionParts = {
  readonly journal: Pick<Journal, "documentsById" | "dismiss" | "letPass">;
  readonly operators: Operators;
  readonly onReplay: () => void;
};

const LARGEST_BODY = 65_536;

/** `POST /v1/documents/{id}/dismissal` */
export const dismissalRequest = z.strictObject({ reason });
export const dismissalAnswer = z.object({ id: z.uuid(), status: z.enum(["dismissed", "duplicate"]) });

/** `POST /v1/documents/{id}/precedence` */
export const precedenceRequest = z.strictObject({});
export const precedenceAnswer = z.object({ id: z.uuid(), status: z.literal("accepted") });

/** What an operator decides about one document. */
export function documentActionRoutes(parts: ActionParts): Router {
  const router = Router();
  router.post(
    "/v1/documents/:id/dismissal",
    onDocument(parts, LARGEST_BODY, (...args) => dismiss(parts, ...args)),
  );
  router.post(
    "/v1/documents/:id/precedence",
    onDocument(parts, LARGEST_BODY, (...args) => letPass(parts, ...args)),
  );
  return router;
}

async function dismiss(
  parts: ActionParts,
  document: Document,
  request: Request,
  response: Response,
): Promise<void> {
  const asked = readBody(dismissalRequest, request, response);
  if (!asked) return;
  const { id, state, key } = document;
  if (state === "done") return sendProblem(request, response, "conflict", "It is done already.");
  if (state === "processing") return sendProblem(request, response, "conflict", REFUSALS.busy);
  const dismissed = await parts.journal.dismiss(key, actorOf(parts.operators, request), asked.reason);
  parts.onReplay();
  response.json({ id, status: dismissed ? "dismissed" : "duplicate" });
}

async function letPass(
  parts: ActionParts,
  document: Document,
  request: Request,
  response: Response,
): Promise<void> {
  if (!readBody(precedenceRequest, request, response)) return;
  if (!(await parts.journal.letPass(document.key, actorOf(parts.operators, request))))
    return sendProblem(request, response, "conflict", "It is not held behind another document.");
  parts.onReplay();
  response.status(202).json({ id: document.id, status: "accepted" });
}
