import { type Request, type Response, Router } from "express";
import { type Operators, requireOperator } from "../http/operators.ts";
import { noQuery } from "../http/query.ts";
import type { Journal } from "../journal/journal.ts";

/** `GET /v1/audit/head`: the current end of the audit trail, for recording outside the journal. */
export function auditRoutes(parts: {
  readonly journal: Pick<Journal, "auditHead">;
  readonly operators: Operators;
}): Router {
  const router = Router();
  router.get(
    "/v1/audit/head",
    requireOperator(parts.operators),
    noQuery,
    async (_request: Request, response: Response) => {
      const head = await parts.journal.auditHead();
      response.json(
        head ? { seq: head.seq, hash: head.hash, at: head.at } : { seq: 0, hash: null, at: null },
      );
    },
  );
  return router;
}
