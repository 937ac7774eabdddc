import express, { type Request, type Response, Router } from "express";
import type { Connections } from "../engine/connections.ts";
import type { Journal } from "../journal/journal.ts";
import { digestOf, newApiKey } from "../security/keys.ts";
import { type Operators, roleOf } from "./operators.ts";
import { sendProblem } from "./problem.ts";

/** `POST /v1/connections/{code}/keys`: a new API key for a partner, shown this once. `{"replace": true}` ends the earlier ones. */
export function connectionRoutes(parts: {
  readonly journal: Pick<Journal, "addKey" | "audit">;
  readonly connections: Connections;
  readonly operators: Operators;
}): Router {
  const router = Router();
  router.post(
    "/v1/connections/:code/keys",
    express.json({ limit: 4096 }),
    async (request: Request, response: Response) => {
      if (roleOf(parts.operators, request) === null) return sendProblem(request, response, "unauthorized");
      // One that is being set up has its key made before it goes live.
      const connection = parts.connections.configured(String(request.params.code));
      if (!connection) return sendProblem(request, response, "unknown-connection");
      const body: unknown = request.body;
      const replace = typeof body === "object" && body !== null && "replace" in body && body.replace === true;
      const key = newApiKey();
      const id = await parts.journal.addKey(connection.code, digestOf(key), replace);
      await parts.journal.audit({
        actor: "operator",
        action: "key.create",
        subject: connection.code,
        detail: { id, replace },
      });
      response.status(201).json({ id, connection: connection.code, header: "X-Api-Key", key });
    },
  );
  return router;
}
