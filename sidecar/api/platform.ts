import { Router } from "express";

export type Health = { readonly state: "up" | "down"; readonly detail?: string };
export type Checks = Readonly<
  Record<"journal" | "broker" | "odoo" | "configuration" | "clock", () => Promise<Health> | Health>
>;

/**
 * Creates the routes `/healthz` (the process is running) and `/readyz` (it can accept messages). The sidecar is ready if the
 * journal is reachable and a configuration is known. If the broker or Odoo is unreachable, even for hours, the sidecar reports
 * "degraded" and still accepts messages; nothing is lost.
 */
export function platformRoutes(checks: Checks): Router {
  const router = Router();
  router.get("/healthz", (_request, response) => {
    response.json({ status: "up" });
  });
  router.get("/readyz", async (_request, response) => {
    const states = await statesOf(checks);
    const parts = Object.fromEntries(states) as Record<keyof Checks, Health>;
    const ready = parts.journal.state === "up" && parts.configuration.state === "up";
    const degraded = states.some(([, health]) => health.state === "down");
    response
      .status(ready ? 200 : 503)
      .json({ status: ready ? (degraded ? "degraded" : "ready") : "not ready", parts });
  });
  return router;
}

/** Returns the name and the state of each component. All components are checked concurrently. */
export function statesOf(checks: Checks): Promise<(readonly [keyof Checks, Health])[]> {
  const names = Object.keys(checks) as (keyof Checks)[];
  return Promise.all(names.map(async (name) => [name, await checks[name]()] as const));
}
