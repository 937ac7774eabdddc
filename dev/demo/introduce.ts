import type { Stage } from "./play.ts";

/**
 * Does what an administrator does after the installation: enters the sidecar's address in Odoo and tests the connection to it.
 */
export async function introduce({ odoo, environment }: Stage): Promise<void> {
  const address = { key: "suture.sidecar_url", value: environment.sidecar.url };
  await odoo.call("ir.config_parameter", "set_param", address);
  await odoo.call("suture.setup", "test_connection");
}
