import { Router } from "express";

/** The source of the response of `/metrics`: a function that returns the text, and the content type. */
export type MetricsText = { readonly contentType: string; metrics(): Promise<string> };

/**
 * Creates the route `GET /metrics`, which returns metrics in Prometheus' text format. They contain codes of connections, but no
 * other partner data.
 */
export function metricsRoutes(source: MetricsText): Router {
  const router = Router();
  router.get("/metrics", async (_request, response) => {
    const text = await source.metrics();
    response.setHeader("content-type", source.contentType);
    response.send(text);
  });
  return router;
}
