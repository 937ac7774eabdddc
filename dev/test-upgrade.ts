// Upgrades databases and whole installations of earlier commits and checks that nothing is lost; installs and uninstalls modules
// together with their apps. Takes a quarter of an hour on an otherwise idle machine and is not part of `npm test`:
//   npm run test:upgrade               runs all of this
//   npm run test:upgrade -- d76299a    upgrades only databases of this commit
//   npm run test:upgrade -- whole      upgrades Odoo, the journal and the broker, which contain the data of a demo day
//   npm run test:upgrade -- modules    installs and uninstalls modules with their apps
import { reportFailure } from "./environment/progress.ts";
import { conclude, merged, NOTHING_RAN, runSteps, withFailure } from "./test-steps/run-steps.ts";
import { installationSteps } from "./upgrade/installation.ts";
import { MODULE_STEPS } from "./upgrade/modules.ts";
import { EARLIER, stepsOf } from "./upgrade/steps.ts";

const [wanted] = process.argv.slice(2);
const upgrades = EARLIER.filter(({ commit }) => wanted === undefined || commit === wanted).map(stepsOf);
const whole = wanted === undefined || wanted === "whole" ? [installationSteps("d76299a", "19.0.1.0.0")] : [];
const modules = wanted === undefined || wanted === "modules" ? [MODULE_STEPS] : [];

let report = NOTHING_RAN;
try {
  const all = [...upgrades, ...whole, ...modules];
  if (all.length === 0) throw new Error(`There is no upgrade from "${wanted}".`);
  for (const steps of all) report = merged(report, await runSteps(steps));
} catch (error) {
  reportFailure(error);
  report = withFailure(report, "Upgrade");
}
conclude(report);
