import { Router } from "express";

/** The text of `/metrics`, and the media type with the version of its format. */
export type MetricsText = { readonly contentType: string; metrics(): Promise<string> };

/** `GET /metrics`: metrics for Prometheus, in its text format. They contain names of connections, and no other partner data. */
export function metricsRoutes(source: MetricsText): Router {
  const router = Router();
  router.get("/metrics", async (_request, response) => {
    const text = await source.metrics();
    response.setHeader("content-type", source.contentType);
    response.send(text);
  });
  return router;
}
