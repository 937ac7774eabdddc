import { Router } from "express";
import { noQuery } from "../http/query.ts";

/**
 * Creates the route `GET /v1/catalog`, which returns every flow with its owner, system of record, timing, service
 * level, version and sensitivity.
 */
export function catalogRoutes(flows: readonly object[]): Router {
  const router = Router();
  router.get("/v1/catalog", noQuery, (_request, response) => {
    response.json({ flows });
  });
  return router;
}
