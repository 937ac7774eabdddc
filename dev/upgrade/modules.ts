import { startParts } from "../environment/environment.ts";
import { runOdoo } from "../environment/odoo.ts";
import { dropDatabase } from "../environment/odoo-template.ts";
import { type Place, testRoot } from "../environment/place.ts";
import { runTaggedTests } from "../test-steps/odoo-steps.ts";
import { type Counts, ONE_PASSED, type Step } from "../test-steps/step.ts";
import { checkWith } from "./shell.ts";

const DATABASE = "suture_modules";
// The tests of translations are excluded, because the templates are exported with all apps installed, which add fields and
// therefore terms to the models of the core.
const CORE_TESTS = "/suture,-/suture:TestTranslations";

/**
 * The steps that install the core without any app, and then install and uninstall Purchase. The addon's module for Purchase must
 * be installed and uninstalled with it.
 */
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
