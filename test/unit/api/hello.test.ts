import { describe, expect, it } from "vitest";
import { helloRoutes } from "../../../sidecar/api/hello.ts";
import { VERSION } from "../../../sidecar/api/openapi/version.ts";
import type { OdooContact } from "../../../sidecar/engine/ports/odoo-contact.ts";
import { serve } from "./routes.ts";

const at = new Date("2026-11-20T09:29:59.800Z");
const clock = () => new Date("2026-11-20T09:30:00Z");
const greeted = (contact: OdooContact) => serve(helloRoutes(async () => contact, clock)).get("/v1/hello");

describe("GET /v1/hello", () => {
  it("returns the product, the time and the last known state of Odoo", async () => {
    const { status, body, headers } = await greeted({
      state: "reached",
      database: "ab",
      addon: "19.0.1.0.0",
      at,
    });
    expect([status, headers["cache-control"]]).toEqual([200, "no-store"]);
    expect(body).toEqual({
      product: "suture",
      version: VERSION,
      time: "2026-11-20T09:30:00.000Z",
      odoo: { state: "reached", database: "ab", addon: "19.0.1.0.0", at: "2026-11-20T09:29:59.800Z" },
    });
  });

  it("reports that nothing is known yet", async () => {
    expect((await greeted(null)).body.odoo).toEqual({ state: "unknown" });
  });

  it("reports why Odoo refuses, with 200, because the request succeeded", async () => {
    const { status, body } = await greeted({ state: "key-refused", at });
    expect([status, body.odoo.state]).toEqual([200, "key-refused"]);
  });
});
