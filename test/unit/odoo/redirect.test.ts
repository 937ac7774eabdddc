import { expect, it } from "vitest";
import { createJson2 } from "../../../sidecar/odoo/json2.ts";
import { useHttpServers } from "../../support/http-server.ts";

const serve = useHttpServers();

it.each([301, 302, 307, 308])(
  "a %i instead of Odoo is not followed, with neither key nor documents",
  async (status) => {
    const elsewhere = await serve((response) => response.end("{}"));
    const odoo = await serve((response) => response.writeHead(status, { location: elsewhere.url }).end());
    const access = {
      url: odoo.url,
      database: "hospital",
      apiKey: async () => "k".repeat(20),
      timeoutSeconds: 30,
    };
    const call = createJson2(access, () => new Date());
    await expect(call("suture.gateway", "apply", { batch: [] })).rejects.toMatchObject({
      kind: "unavailable",
    });
    expect([odoo.received.length, elsewhere.received]).toEqual([1, []]);
  },
);
