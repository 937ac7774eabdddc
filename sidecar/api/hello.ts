import { Router } from "express";
import type { OdooContact } from "../engine/ports/odoo-contact.ts";
import { VERSION } from "./openapi/version.ts";

/**
 * `GET /v1/hello`: who this is, what time it is here, and whether the way to Odoo is open. For *Test connection* in Odoo, which has
 * no key of ours; so there is nothing in it that would help anybody else.
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
