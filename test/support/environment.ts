import type { TestProject } from "vitest/node";
import { eventually } from "../../dev/clients/eventually.ts";
import { odooClient } from "../../dev/clients/odoo.ts";
import { type Environment, startEnvironment } from "../../dev/environment/environment.ts";
import { placeOf, testRoot } from "../../dev/environment/place.ts";
import { query } from "../../dev/environment/postgres.ts";

/**
 * Starts the complete environment for the end-to-end tests: Odoo with the addon and the demo company, RabbitMQ, PostgreSQL, and
 * the sidecar.
 */
export default async function setup(project: TestProject): Promise<void> {
  const environment = await startEnvironment({ root: testRoot() });
  await allowReductions(environment);
  project.provide("environment", environment);
}

/** Lets the demo's vendor reduce lines without a person's decision, as many tests do with their responses. */
async function allowReductions({ odoo }: Environment): Promise<void> {
  const { call, searchRead } = odooClient(odoo);
  const harbor = [["code", "=", "edi-harbor"]];
  const found = await searchRead<{ id: number; policy: object | false }>("suture.connection", harbor, [
    "policy",
  ]);
  for (const { id, policy } of found)
    await call("suture.connection", "write", {
      ids: [id],
      vals: { policy: { ...(policy || {}), quantity_decrease_percent: 100 } },
    });
  await eventually("the sidecar has the policy", async () => {
    const configured = await query(
      placeOf(testRoot()),
      "suture_journal",
      `select from configuration where jsonb_path_exists(content,
         '$.connections[*] ? (@.code == "edi-harbor" && @.policy.quantity_decrease_percent == 100)')`,
    );
    return configured.length > 0;
  });
}

declare module "vitest" {
  interface ProvidedContext {
    environment: Environment;
  }
}
