import { Router } from "express";

/**
 * The minimum interval in milliseconds between nudges that are passed on. Reading the outbox more often would have no benefit.
 */
const INTERVAL_MS = 250;

/**
 * Creates the route `POST /v1/nudge`, with which Odoo tells the sidecar to read the outbox. Anyone may call it, because it
 * carries no data: the body is not read, the response is always 204, and many requests cause at most one call of `onNudge` per
 * interval.
 */
export function nudgeRoutes(onNudge: () => void, intervalMs: number = INTERVAL_MS): Router {
  const nudge = throttled(onNudge, intervalMs);
  const router = Router();
  router.post("/v1/nudge", (_request, response) => {
    nudge();
    response.status(204).end();
  });
  return router;
}

/**
 * Returns a function that calls `work` immediately, but at most once per interval. Calls during an interval cause a single call
 * of `work` at its end.
 */
function throttled(work: () => void, intervalMs: number): () => void {
  let waiting = false;
  let again = false;
  const run = () => {
    waiting = true;
    work();
    setTimeout(() => {
      waiting = false;
      if (!again) return;
      again = false;
      run();
    }, intervalMs).unref();
  };
  return () => {
    if (waiting) again = true;
    else run();
  };
}
