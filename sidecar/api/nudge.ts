import { Router } from "express";

/** Nudges are passed on so often at most: whoever sends more changes nothing. */
const INTERVAL_MS = 250;

/**
 * `POST /v1/nudge`: there may be something in Odoo's outbox. Anybody may say so, since it says nothing: the body is not read,
 * the answer is always 204, and a flood of them is one look at the outbox every quarter of a second.
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

/** Runs `work` at once, then at most once an interval; what comes meanwhile is one run at the interval's end. */
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
