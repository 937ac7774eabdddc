import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../environment/command.ts";
import { startParts } from "../environment/environment.ts";
import { runOdoo } from "../environment/odoo.ts";
import { odooPackage } from "../environment/odoo-package.ts";
import { dropDatabase } from "../environment/odoo-template.ts";
import { CHECKOUT, type Place, testRoot } from "../environment/place.ts";
import { runTaggedTests } from "../test-steps/odoo-steps.ts";
import { type Counts, ONE_PASSED, type Step } from "../test-steps/step.ts";
import { checkWith } from "./shell.ts";

const DATABASE = "suture_modules";
// The tests of translations are excluded, because the templates are exported with all apps installed, which add fields and
// therefore terms to the models of the core.
const CORE_TESTS = "/suture,-/suture:TestTranslations";

const ADDED = {
  name: "Module of a later version",
  version: "19.0.1.0.0",
  license: "LGPL-3",
  author: "Test",
  depends: ["suture", "purchase"],
};

/**
 * The steps that install the core without any app, and then install and uninstall Purchase. The addon's module for Purchase must
 * be installed and uninstalled with it, and an upgrade must install a module that a later version adds.
 */
export const MODULE_STEPS: readonly Step[] = [
  { title: "The core alone: installation and tests", takes: "two minutes", run: installCoreAlone },
  { title: "Purchase is installed, and its module with it", takes: "two minutes", run: installPurchase },
  { title: "An upgrade adds a module for Purchase", takes: "half a minute", run: upgradeWithAddedModule },
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

/** Upgrades the core together with a module that did not exist before. Its app and the core are already installed. */
async function upgradeWithAddedModule(): Promise<Counts> {
  const place = await postgres();
  const addons = await addedModule(place);
  const { folder: odoo } = await odooPackage();
  const path = [
    join(odoo, "usr/lib/python3/dist-packages/odoo/addons"),
    join(CHECKOUT, "odoo_addon"),
    addons,
  ].join(",");
  await runOdoo(place, [
    "-d",
    DATABASE,
    "-u",
    "suture",
    "--stop-after-init",
    "--no-http",
    "--addons-path",
    path,
  ]);
  return checkWith(place, DATABASE, "check_module_added.py");
}

/** Writes the module and returns its folder, in the form of Odoo's option `--addons-path`. */
async function addedModule(place: Place): Promise<string> {
  const addons = join(place.data, "upgrade/added");
  const folder = join(addons, "suture_added");
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, "__manifest__.py"),
    `${JSON.stringify(ADDED).slice(0, -1)}, "auto_install": True}\n`,
  );
  writeFileSync(join(folder, "__init__.py"), "");
  await run("chmod", ["-R", "a+rX", addons], { cwd: CHECKOUT });
  return addons;
}

async function uninstallPurchase(): Promise<Counts> {
  const place = await postgres();
  const gone = await checkWith(place, DATABASE, "uninstall_purchase.py");
  return gone === ONE_PASSED ? checkWith(place, DATABASE, "check_app_went.py") : gone;
}

function postgres(): Promise<Place> {
  return startParts({ root: testRoot(), parts: ["postgres"] });
}
