import { Router } from "express";

/** Nudges are forwarded at most this often: sending more changes nothing. */
const INTERVAL_MS = 250;

/**
 * `POST /v1/nudge`: Odoo's outbox may have new rows. Anyone may send it, because it carries no data: the body is not read, the
 * answer is always 204, and many requests cause at most one check of the outbox every quarter of a second.
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

/** Runs `work` immediately, then at most once per interval; calls in between cause one run at the interval's end. */
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
