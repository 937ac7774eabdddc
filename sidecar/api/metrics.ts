import { Router } from "express";

/** What `/metrics` shows: a text, and the media type that says which version of the format it is in. */
export type MetricsText = { readonly contentType: string; metrics(): Promise<string> };

/** `GET /metrics`: figures for Prometheus, in its text format. They name connections, and nothing else of anybody's. */
export function metricsRoutes(source: MetricsText): Router {
  const router = Router();
  router.get("/metrics", async (_request, response) => {
    const text = await source.metrics();
    response.setHeader("content-type", source.contentType);
    response.send(text);
  });
  return router;
}
