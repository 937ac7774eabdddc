import { Router } from "express";
import { z } from "zod";
import { english } from "../catalogue/terms.ts";
import { REFUSALS } from "../engine/operator/correct.ts";
import type { DocumentJournal } from "../engine/ports/journal/documents.ts";
import type { OperatorJournal } from "../engine/ports/journal/operators.ts";
import { reason } from "../http/json-body.ts";
import { actorOf, type Operators } from "../http/operators.ts";
import { sendProblem } from "../http/problem.ts";
import { type Asked, onDocument } from "./documents.ts";

type ActionParts = {
  readonly journal: Pick<DocumentJournal, "documentsById"> &
    Pick<OperatorJournal, "dismiss" | "letPass" | "acceptNumber">;
  readonly operators: Operators;
  readonly onReplay: () => void;
};

const LARGEST_BODY = 65_536;

/** The schema of the body of `POST /v1/documents/{id}/dismissal`. */
export const dismissalRequest = z.strictObject({ reason });
export const dismissalAnswer = z.object({ id: z.uuid(), status: z.enum(["dismissed", "duplicate"]) });

/** The schema of the body of `POST /v1/documents/{id}/precedence`. */
export const precedenceRequest = z.strictObject({});
export const precedenceAnswer = z.object({ id: z.uuid(), status: z.literal("accepted") });

/** The schema of the body of `POST /v1/documents/{id}/number-acceptance`. */
export const numberAcceptanceRequest = z.strictObject({});
export const numberAcceptanceAnswer = z.object({ id: z.uuid(), status: z.literal("accepted") });

/** Creates the routes with which an operator dismisses a document, releases a held one, or accepts a repeated number. */
export function documentActionRoutes(parts: ActionParts): Router {
  const router = Router();
  router.post(
    "/v1/documents/:id/dismissal",
    onDocument(parts, { limit: LARGEST_BODY, schema: dismissalRequest }, (asked) => dismiss(parts, asked)),
  );
  router.post(
    "/v1/documents/:id/precedence",
    onDocument(parts, { limit: LARGEST_BODY, schema: precedenceRequest }, (asked) => letPass(parts, asked)),
  );
  router.post(
    "/v1/documents/:id/number-acceptance",
    onDocument(parts, { limit: LARGEST_BODY, schema: numberAcceptanceRequest }, (asked) =>
      acceptNumber(parts, asked),
    ),
  );
  return router;
}

async function dismiss(
  parts: ActionParts,
  { document, body, request, response }: Asked<z.output<typeof dismissalRequest>>,
): Promise<void> {
  const { id, state, key } = document;
  if (state === "done") return sendProblem(request, response, "conflict", "The document is already done.");
  if (state === "processing") return sendProblem(request, response, "conflict", english(REFUSALS.busy));
  const dismissed = await parts.journal.dismiss(key, actorOf(parts.operators, request), body.reason);
  parts.onReplay();
  response.json({ id, status: dismissed ? "dismissed" : "duplicate" });
}

async function letPass(parts: ActionParts, { document, request, response }: Asked<unknown>): Promise<void> {
  if (!(await parts.journal.letPass(document.key, actorOf(parts.operators, request))))
    return sendProblem(request, response, "conflict", "The document is not held behind another one.");
  parts.onReplay();
  response.status(202).json({ id: document.id, status: "accepted" });
}

async function acceptNumber(
  parts: ActionParts,
  { document, request, response }: Asked<unknown>,
): Promise<void> {
  if (!(await parts.journal.acceptNumber(document.key, actorOf(parts.operators, request))))
    return sendProblem(
      request,
      response,
      "conflict",
      "The document is not an exception about a repeated number.",
    );
  parts.onReplay();
  response.status(202).json({ id: document.id, status: "accepted" });
}
