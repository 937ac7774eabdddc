import { Router } from "express";
import type { OdooContact } from "../engine/ports/odoo-contact.ts";
import { VERSION } from "./openapi/version.ts";

/**
 * Creates the route `GET /v1/hello`, which returns the product name, its version, the current time, and whether Odoo is
 * reachable. Odoo calls it for *Test Connection*. The call needs no key, so the response contains nothing that would help an
 * attacker.
 */
export function helloRoutes(askOdoo: () => Promise<OdooContact>, clock: () => Date): Router {
  const router = Router();
  router.get("/v1/hello", async (_request, response) => {
    const contact = await askOdoo();
    response.setHeader("cache-control", "no-store");
    response.json({
      product: "suture",
      version: VERSION,
      time: clock().toISOString(),
      odoo: contact ? { ...contact, at: contact.at.toISOString() } : { state: "unknown" },
    });
  });
  return router;
}
