import { type Request, type Response, Router } from "express";
import type { Journal } from "../journal/journal.ts";
import { type Operators, roleOf } from "./operators.ts";
import { sendProblem } from "./problem.ts";

/** `GET /v1/audit/head`: where the audit trail ends now, for whoever notes it outside of the journal. */
export function auditRoutes(parts: {
  readonly journal: Pick<Journal, "auditHead">;
  readonly operators: Operators;
}): Router {
  const router = Router();
  router.get("/v1/audit/head", async (request: Request, response: Response) => {
    if (roleOf(parts.operators, request) === null) return sendProblem(request, response, "unauthorized");
    const head = await parts.journal.auditHead();
    response.json(head ? { seq: head.seq, hash: head.hash, at: head.at } : { seq: 0, hash: null, at: null });
  });
  return router;
}
