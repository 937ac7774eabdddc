// Upgrades databases that earlier commits made, and looks for what was lost. A few minutes; not in `npm test`:
//   npm run test:upgrade               all of upgrade/steps.ts
//   npm run test:upgrade -- d76299a    those of one commit
import { reportFailure } from "./environment/progress.ts";
import { conclude, merged, NOTHING_RAN, runSteps, withFailure } from "./test-steps/run-steps.ts";
import { EARLIER, stepsOf } from "./upgrade/steps.ts";

const [commit] = process.argv.slice(2);
const wanted = EARLIER.filter((earlier) => commit === undefined || earlier.commit === commit);

let report = NOTHING_RAN;
try {
  if (wanted.length === 0) throw new Error(`No upgrade begins with the commit "${commit}".`);
  for (const earlier of wanted) report = merged(report, await runSteps(stepsOf(earlier)));
} catch (error) {
  reportFailure(error);
  report = withFailure(report, "Upgrade");
}
conclude(report);
