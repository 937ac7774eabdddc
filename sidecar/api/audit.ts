import { type Request, type Response, Router } from "express";
import type { AuditJournal } from "../engine/ports/journal/operators.ts";
import { type Operators, requireOperator } from "../http/operators.ts";
import { noQuery } from "../http/query.ts";

/**
 * Creates the route `GET /v1/audit/head`, which returns the number, hash and time of the last entry of the audit log. A copy
 * stored outside the journal can later reveal that entries were removed from the end.
 */
export function auditRoutes(parts: {
  readonly journal: Pick<AuditJournal, "auditHead">;
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
