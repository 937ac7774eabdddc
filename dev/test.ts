// Runs every check of the project, to the end whatever fails, and counts: the last line is the result.
import { performance } from "node:perf_hooks";
import { installMissing } from "./environment/apt.ts";
import { DEBIAN_PACKAGES } from "./environment/debian-packages.ts";
import { stopEnvironment, TEST_ROOT } from "./environment/environment.ts";
import { reportFailure } from "./environment/progress.ts";
import { ODOO_STEPS } from "./test-steps/odoo-steps.ts";
import { SOURCE_CHECKS } from "./test-steps/source-checks.ts";
import { add, type Counts, ONE_FAILED, type Step } from "./test-steps/step.ts";
import { VITEST_STEPS } from "./test-steps/vitest-steps.ts";

const STEPS: readonly Step[] = [...SOURCE_CHECKS, ...VITEST_STEPS, ...ODOO_STEPS];
const NOTHING: Counts = { passed: 0, failed: 0, skipped: 0 };

let total = NOTHING;
const failures: string[] = [];
try {
  await installMissing(DEBIAN_PACKAGES);
  for (const step of STEPS) {
    const counts = await runStep(step);
    total = add(total, counts);
    if (counts.failed > 0) failures.push(step.title);
  }
} catch (error) {
  reportFailure(error);
  total = add(total, ONE_FAILED);
} finally {
  await stopEnvironment({ root: TEST_ROOT }).catch(reportFailure);
}

if (failures.length > 0) console.log(`\nFailed: ${failures.join(", ")}`);
console.log(`\n${inWords(total)}`);
process.exitCode = total.failed === 0 ? 0 : 1;

async function runStep(step: Step): Promise<Counts> {
  console.log(`\n== ${step.title}${step.takes === undefined ? "" : ` (${step.takes})`}`);
  const start = performance.now();
  const counts = await step.run().catch((error: unknown) => {
    console.log(error instanceof Error ? error.message : String(error));
    return ONE_FAILED;
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${counts.failed === 0 ? "✓" : "✗"} ${inWords(counts)} (${seconds} s)`);
  return counts;
}

function inWords({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
