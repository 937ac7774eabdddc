// Runs every check of the project, even after failures, and counts the results. The last line of the output is the total.
import { installMissing } from "./environment/apt.ts";
import { DEBIAN_PACKAGES } from "./environment/debian-packages.ts";
import { stopEnvironment } from "./environment/environment.ts";
import { testRoots } from "./environment/place.ts";
import { reportFailure } from "./environment/progress.ts";
import { HOOT_STEP, PYTHON_STEP } from "./test-steps/odoo-steps.ts";
import { conclude, NOTHING_RAN, runSteps, type SideBySide, withFailure } from "./test-steps/run-steps.ts";
import { SOURCE_CHECKS } from "./test-steps/source-checks.ts";
import type { Step } from "./test-steps/step.ts";
import { END_TO_END_STEP, SIDECAR_STEPS } from "./test-steps/vitest-steps.ts";

const STEPS: readonly (Step | SideBySide)[] = [
  ...SOURCE_CHECKS,
  ...SIDECAR_STEPS,
  [END_TO_END_STEP, PYTHON_STEP],
  HOOT_STEP,
];

let report = NOTHING_RAN;
try {
  await installMissing(DEBIAN_PACKAGES);
  report = await runSteps(STEPS);
} catch (error) {
  reportFailure(error);
  report = withFailure(report, "Installing");
} finally {
  for (const root of testRoots()) await stopEnvironment({ root }).catch(reportFailure);
}

conclude(report);
