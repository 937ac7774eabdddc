// Writes odoo_addon/suture_demo/tests/allowed.json, which contains the permissions that the modules of the addon grant to the
// sidecar, as reported by Odoo. Unit tests compare the flows with it. Odoo's tests fail if it is stale.
//   node dev/write-allowed.ts [database]     default: the database of the environment
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startParts } from "./environment/environment.ts";
import { runOdoo, WORKING_DATABASE } from "./environment/odoo.ts";
import { CHECKOUT } from "./environment/place.ts";
import { reportFailure } from "./environment/progress.ts";

const [database = WORKING_DATABASE] = process.argv.slice(2);

try {
  const place = await startParts({ parts: ["postgres"] });
  const script = readFileSync(join(CHECKOUT, "dev/odoo_shell/list_allowed.py"), "utf8");
  const output = await runOdoo(place, ["shell", "-d", database, "--no-http"], script);
  const [, allowed] = /^ALLOWED (.*)$/m.exec(output) ?? [];
  if (allowed === undefined) throw new Error(`Odoo did not list the permissions:\n${output.slice(-2000)}`);
  const file = join(CHECKOUT, "odoo_addon/suture_demo/tests/allowed.json");
  writeFileSync(file, `${JSON.stringify(JSON.parse(allowed), null, 2)}\n`);
} catch (error) {
  reportFailure(error);
}
