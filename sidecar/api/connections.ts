import { type Request, type Response, Router } from "express";
import { z } from "zod";
import type { Connections } from "../engine/model/connections.ts";
import type { KeyJournal } from "../engine/ports/journal/access.ts";
import { jsonBody, readBody } from "../http/json-body.ts";
import { actorOf, type Operators, requireOperator } from "../http/operators.ts";
import { sendProblem } from "../http/problem.ts";
import { noQuery } from "../http/query.ts";
import { beginningOf, digestOf, newApiKey } from "../security/keys.ts";

type ConnectionParts = {
  readonly journal: Pick<KeyJournal, "addKey">;
  readonly connections: Connections;
  readonly operators: Operators;
};

const LARGEST_BODY = 4096;

/** The schema of the body of `POST /v1/connections/{code}/keys`. */
export const keyRequest = z.strictObject({
  replace: z.boolean().default(false).describe("Whether to revoke earlier keys immediately."),
});

/**
 * Creates the route `POST /v1/connections/{code}/keys`, which creates an API key for a partner and returns it; the key cannot be
 * read again later. With `{"replace": true}`, the connection's earlier keys are revoked.
 */
export function connectionRoutes(parts: ConnectionParts): Router {
  const router = Router();
  router.post(
    "/v1/connections/:code/keys",
    requireOperator(parts.operators),
    noQuery,
    jsonBody(LARGEST_BODY),
    (request: Request, response: Response) => createKey(parts, request, response),
  );
  return router;
}

async function createKey(
  { connections, journal, operators }: ConnectionParts,
  request: Request,
  response: Response,
): Promise<void> {
  const asked = readBody(keyRequest, request, response);
  if (!asked) return;
  // Inactive connections are included, because a connection gets its key before it is activated.
  const connection = connections.configured(String(request.params.code));
  if (!connection) return sendProblem(request, response, "unknown-connection");
  const key = newApiKey();
  const actor = actorOf(operators, request);
  const made = { replace: asked.replace, actor, beginning: beginningOf(key) };
  const id = await journal.addKey(connection.code, digestOf(key), made);
  response.status(201).json({ id, connection: connection.code, header: "X-Api-Key", key });
}
