// Upgrades databases that earlier commits created, and reports losses; installs and removes modules with their apps. Takes ten
// minutes on an otherwise idle machine. Not part of `npm test`:
//   npm run test:upgrade               all of it
//   npm run test:upgrade -- d76299a    upgrades from one commit
//   npm run test:upgrade -- modules    modules that are installed and removed with an app
import { reportFailure } from "./environment/progress.ts";
import { conclude, merged, NOTHING_RAN, runSteps, withFailure } from "./test-steps/run-steps.ts";
import { MODULE_STEPS } from "./upgrade/modules.ts";
import { EARLIER, stepsOf } from "./upgrade/steps.ts";

const [wanted] = process.argv.slice(2);
const upgrades = EARLIER.filter(({ commit }) => wanted === undefined || commit === wanted).map(stepsOf);
const modules = wanted === undefined || wanted === "modules" ? [MODULE_STEPS] : [];

let report = NOTHING_RAN;
try {
  const all = [...upgrades, ...modules];
  if (all.length === 0) throw new Error(`There is no upgrade from "${wanted}".`);
  for (const steps of all) report = merged(report, await runSteps(steps));
} catch (error) {
  reportFailure(error);
  report = withFailure(report, "Upgrade");
}
conclude(report);
