import { Router } from "express";

/** The minimum interval between forwarded nudges, in milliseconds. More would have no effect. */
const INTERVAL_MS = 250;

/**
 * Creates the route `POST /v1/nudge`, by which Odoo reports new rows in its outbox. Anyone may call it, because it
 * carries no data: the body is not read, the answer is always 204, and many requests cause at most one check of the
 * outbox every quarter of a second.
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
 * Returns a function that runs `work` immediately, then at most once per interval. Calls in between cause one run at
 * the end of the interval.
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
