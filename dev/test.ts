// Runs every check of the project, even after failures, and counts the results. The last line of the output is the total.
import { installMissing } from "./environment/apt.ts";
import { DEBIAN_PACKAGES } from "./environment/debian-packages.ts";
import { stopEnvironment } from "./environment/environment.ts";
import { testRoot } from "./environment/place.ts";
import { reportFailure } from "./environment/progress.ts";
import { ODOO_STEPS } from "./test-steps/odoo-steps.ts";
import { conclude, NOTHING_RAN, runSteps, withFailure } from "./test-steps/run-steps.ts";
import { SOURCE_CHECKS } from "./test-steps/source-checks.ts";
import type { Step } from "./test-steps/step.ts";
import { VITEST_STEPS } from "./test-steps/vitest-steps.ts";

const STEPS: readonly Step[] = [...SOURCE_CHECKS, ...VITEST_STEPS, ...ODOO_STEPS];

let report = NOTHING_RAN;
try {
  await installMissing(DEBIAN_PACKAGES);
  report = await runSteps(STEPS);
} catch (error) {
  reportFailure(error);
  report = withFailure(report, "Installing");
} finally {
  await stopEnvironment({ root: testRoot() }).catch(reportFailure);
}

conclude(report);
