import { startParts } from "../environment/environment.ts";
import { runOdoo } from "../environment/odoo.ts";
import { dropDatabase } from "../environment/odoo-template.ts";
import { type Place, testRoot } from "../environment/place.ts";
import { runTaggedTests } from "../test-steps/odoo-steps.ts";
import { type Counts, ONE_PASSED, type Step } from "../test-steps/step.ts";
import { checkWith } from "./shell.ts";

const DATABASE = "suture_modules";
// Templates of translations are exported with all apps installed: apps add fields, and so terms, to the core's models.
const CORE_TESTS = "/suture,-/suture:TestTranslations";

/** Installs the core without any app, then installs and uninstalls Purchase: its module must come and go with it. */
export const MODULE_STEPS: readonly Step[] = [
  { title: "The core alone: installation and tests", takes: "two minutes", run: installCoreAlone },
  { title: "Purchase is installed, and its module with it", takes: "two minutes", run: installPurchase },
  { title: "Purchase is removed, and the core continues", takes: "a minute", run: uninstallPurchase },
];

async function installCoreAlone(): Promise<Counts> {
  const place = await postgres();
  await dropDatabase(place, DATABASE);
  return runTaggedTests(place, DATABASE, CORE_TESTS, ["-i", "suture"]);
}

async function installPurchase(): Promise<Counts> {
  const place = await postgres();
  await runOdoo(place, ["-d", DATABASE, "-i", "purchase", "--stop-after-init", "--no-http"]);
  return checkWith(place, DATABASE, "check_app_came.py");
}

async function uninstallPurchase(): Promise<Counts> {
  const place = await postgres();
  const gone = await checkWith(place, DATABASE, "uninstall_purchase.py");
  return gone === ONE_PASSED ? checkWith(place, DATABASE, "check_app_went.py") : gone;
}

function postgres(): Promise<Place> {
  return startParts({ root: testRoot(), parts: ["postgres"] });
}
