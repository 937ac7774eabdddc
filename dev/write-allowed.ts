// Writes odoo_addon/suture_demo/tests/allowed.json: what all modules of the addon let the sidecar do, as Odoo tells it. The unit
// tests compare the flows with it; Odoo's tests say when it is stale.
//   node dev/write-allowed.ts [database]     default: that of the environment
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startParts } from "./environment/environment.ts";
import { runOdoo, WORKING_DATABASE } from "./environment/odoo.ts";
import { CHECKOUT } from "./environment/place.ts";
import { reportFailure } from "./environment/progress.ts";

const [database = WORKING_DATABASE] = process.argv.slice(2);

try {
  const place = await startParts({ parts: ["postgres"] });
  const script = readFileSync(join(CHECKOUT, "dev/odoo_shell/tell_allowed.py"), "utf8");
  const said = await runOdoo(place, ["shell", "-d", database, "--no-http"], script);
  const [, told] = /^ALLOWED (.*)$/m.exec(said) ?? [];
  if (told === undefined) throw new Error(`Odoo did not tell:\n${said.slice(-2000)}`);
  const file = join(CHECKOUT, "odoo_addon/suture_demo/tests/allowed.json");
  writeFileSync(file, `${JSON.stringify(JSON.parse(told), null, 2)}\n`);
} catch (error) {
  reportFailure(error);
}
