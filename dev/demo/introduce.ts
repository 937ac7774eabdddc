import type { Stage } from "./play.ts";

/** What an administrator does after the installation: Odoo learns where the sidecar is, and looks whether all is well. */
export async function introduce({ odoo, environment }: Stage): Promise<void> {
  const address = { key: "suture.sidecar_url", value: environment.sidecar.url };
  await odoo.call("ir.config_parameter", "set_param", address);
  await odoo.call("suture.setup", "test_connection");
}
